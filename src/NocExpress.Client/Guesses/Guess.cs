namespace NocExpress.Client.Guesses;

/// <summary>
/// What the module goes by and no document of this API says. docs/api-truth.md has a row for each: what it rests on, how to turn it, and how
/// Test-NocConnection settles it. Whatever goes by one bears <see cref="GoesByAttribute"/>.
/// </summary>
internal enum Guess
{
    TokenAuthentication,
    TokenLifetime,
    SitesEnvelope,
    ConfigurationsEnvelope,
    SiteFields,
    ConfigurationFields,
    TypeAndStatusForm,
    MacnumForm,
    DefaultPageSize,
    MaximumPageSize,
    PageNumber,
    ConfigurationsPath,
    ConfigurationOwner,
    TicketTypeKeys,
    TicketTypeForm,
    IssueParameters,
    IssueForm,
    ErrorShape,
    RequestId,
    RateLimitHeaders,
    ServerClock,
    ListEncoding,
    FieldErrors,

    // What these answers cannot settle.
    FormEncoding,
    TicketEnvelope,
    TimesWithoutOffset,
    TicketOwner,
    SearchMatching,
    FieldLimits,
    SharedLimit,
}

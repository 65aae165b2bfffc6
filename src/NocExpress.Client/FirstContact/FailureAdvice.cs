namespace NocExpress.Client.FirstContact;

/// <summary>What to do about an answer that could not be looked at.</summary>
internal static class FailureAdvice
{
    public const string NoAnswer = "Check the address and the way to it: Connect-NocExpress -BaseUri, -Proxy or -NoProxy.";

    public const string Credentials = "Check the credentials, and that they belong to this server: Connect-NocExpress -Credential.";

    private const string NoApi = "This is not the API: check Connect-NocExpress -BaseUri, and whether a proxy answers in its place.";

    /// <param name="status">The status of the answer.</param>
    /// <param name="isPage">Whether it is a page for people.</param>
    public static string Of(int status, bool isPage) => status switch
    {
        401 => Credentials,
        403 => "The token lacks a right: ask for the scope (Connect-NocExpress -Scope), or name the company to act for by -GrantedTenantMacnum.",
        429 => "Wait a minute, and test again.",
        >= 500 => "Test again later; if it stays so, tell the vendor's support.",
        >= 300 and < 400 => NoApi,
        _ when isPage => NoApi,
        404 => "Check Connect-NocExpress -BaseUri: there is no such path below it.",
        _ => "See what comes by Invoke-NocRequest, and tell the maintainers.",
    };
}

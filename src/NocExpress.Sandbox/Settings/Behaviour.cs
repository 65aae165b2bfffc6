using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NocExpress.Sandbox.Settings;

/// <summary>What the sandbox does where the documents say nothing, or say two things. A key that is null follows the usual way.</summary>
internal sealed record Behaviour
{
    private const int MaximumPerSite = 10_000;

    /// <summary>How many sites the customer has; null for as many as at the start.</summary>
    public int? SiteCount { get; init; }

    /// <summary>
    /// How many configurations each site with a macnum has; null for Broadband and about a quarter of the other services. More than a page
    /// holds of one site and service cannot be asked for in smaller parts.
    /// </summary>
    public int? ConfigurationsPerSite { get; init; }

    /// <summary>How the list of sites is cut.</summary>
    public ListSettings Sites { get; init; } = new();

    /// <summary>How the list of configurations is cut.</summary>
    public ListSettings Configurations { get; init; } = new();

    /// <summary>
    /// So many configurations of sites that were not asked for come in front of the others, as where macnums are matched by a part of them.
    /// </summary>
    public int ForeignConfigurations { get; init; }

    public Envelope? Envelope { get; init; }

    public ConfigurationsPath ConfigurationsPath { get; init; }

    public MacnumKey MacnumKey { get; init; }

    /// <summary>How macnums are written in the rows of both lists. The documents call them strings, and all are digits.</summary>
    public MacnumForm MacnumForm { get; init; }

    /// <summary>Under which key a configuration names its ticket types; the one of the subtypes follows from it.</summary>
    public string TypeKeys { get; init; } = "type_name";

    /// <summary>The key of the subtypes, where it does not follow: the documents' "sub_type" is written in many ways.</summary>
    public string? SubtypeKey { get; init; }

    public TypeForm TypeForm { get; init; }

    /// <summary>How each ticket type and subtype is written: the page that would say it is cut off.</summary>
    public NameForm TypesAs { get; init; }

    /// <summary>How a configuration's own type and status are written: the presumed ticket system has objects for both.</summary>
    public NameForm TypeAndStatusAs { get; init; }

    public IssueForm IssueForm { get; init; }

    /// <summary>By which parameters the issues are narrowed: the documents say that there are some, and not their names.</summary>
    public IssueParameters IssueParameters { get; init; }

    /// <summary>In which form the lists of a ticket request are understood: the documents name the fields, and not their encoding.</summary>
    public ListEncoding ListEncoding { get; init; }

    /// <summary>By which framework's words a ticket request is refused; null for the sandbox's own.</summary>
    public Framework? RefusalsOf { get; init; }

    public TicketResponse? TicketResponse { get; init; }

    public TokenErrorShape TokenErrorShape { get; init; }

    public ClientAuthentication ClientAuthentication { get; init; }

    public ErrorShape? ErrorShape { get; init; }

    public RequestIdPlace RequestId { get; init; }

    public RateLimitHeaders RateLimitHeaders { get; init; }

    /// <summary>By so many seconds the server's clock is ahead; behind where it is negative.</summary>
    public int ClockSkew { get; init; }

    /// <summary>Every object carries fields that no document names.</summary>
    public bool ExtraFields { get; init; }

    public int? RequestsPerMinute { get; init; }

    public int? TokenLifetime { get; init; }

    /// <summary>Files whose names contain one of these are not stored, though the ticket is.</summary>
    public IReadOnlyList<string> FailedAttachments { get; init; } = [];

    /// <summary>So many tickets of a request for several sites are not created, though the response is 200.</summary>
    public int MissingTickets { get; init; }

    /// <summary>
    /// Tickets that nobody changes by hand move from state to state by the sandbox's clock; otherwise they stay as they were opened.
    /// </summary>
    public bool LivingTickets { get; init; }

    /// <summary>What becomes of them, and when: with the same seed the tickets of the same circuits live the same life.</summary>
    public int LifeSeed { get; init; }

    /// <summary>The scope that tokens are issued with, whatever was asked for.</summary>
    public string? TokenScope { get; init; }

    [JsonIgnore]
    public Envelope SitesEnvelope => Sites.Envelope ?? Envelope ?? Settings.Envelope.Results;

    [JsonIgnore]
    public Envelope ConfigurationsEnvelope => Configurations.Envelope ?? Envelope ?? Settings.Envelope.Array;

    [JsonIgnore]
    public string SubtypeName => SubtypeKey ?? TypeKeys.Replace("type", "subtype", StringComparison.Ordinal);

    /// <exception cref="JsonException">It cannot be meant.</exception>
    public Behaviour Checked()
    {
        int?[] counts = [RequestsPerMinute, TokenLifetime, MissingTickets, ForeignConfigurations];
        Require(
            !counts.Any(count => count < 0),
            "requestsPerMinute, tokenLifetime, missingTickets and foreignConfigurations must not be negative.");
        Require(SiteCount is null or (>= 0 and <= SandboxOptions.MaximumSites), $"siteCount is from 0 to {SandboxOptions.MaximumSites}.");
        Require(ConfigurationsPerSite is null or (>= 0 and <= MaximumPerSite), $"configurationsPerSite is from 0 to {MaximumPerSite}.");
        Require(TypeKeys is not "type" && SubtypeName != TypeKeys, "typeKeys and subtypeKey must be two names, and type is neither.");
        Sites.Check("sites", SitesEnvelope);
        Configurations.Check("configurations", ConfigurationsEnvelope);
        return this;
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new JsonException(message);
        }
    }
}

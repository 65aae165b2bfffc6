using System.Text.Json.Serialization;

namespace NocExpress.Sandbox.Settings;

// The forms a response can take where the vendor's documents leave it open. Each is one key of Behaviour.

/// <summary>What a list comes in. Unknown stands for a name that no document has, beside an array of something else.</summary>
internal enum Envelope { Array, Results, Data, Unknown }

/// <summary>Which of the two paths lists configurations.</summary>
internal enum ConfigurationsPath { External, Short, Both }

/// <summary>Under which key a configuration says whose it is.</summary>
internal enum MacnumKey
{
    Macnum,
    [JsonStringEnumMemberName("site_macnum")] SiteMacnum,
    None,
}

/// <summary>How a macnum is written: as text, as a number, or as text that has lost its leading zeros on the way.</summary>
internal enum MacnumForm { Text, Number, Trimmed }

/// <summary>How a name is written: as text, or in an object beside an id.</summary>
internal enum NameForm { String, Object }

/// <summary>How many ticket types and subtypes a configuration names, and whether in lists.</summary>
internal enum TypeForm { Mixed, String, List, Several, None }

/// <summary>How an issue is written.</summary>
internal enum IssueForm { String, Object, Pair, Unknown }

/// <summary>By which parameters the issues are narrowed to a ticket type and subtype; none are all that are offered, whatever is asked for.</summary>
internal enum IssueParameters
{
    [JsonStringEnumMemberName("type_name")] TypeName,
    [JsonStringEnumMemberName("ticket_type")] TicketType,
    None,
}

/// <summary>How created tickets come back.</summary>
internal enum TicketResponse { Array, Object, Results }

/// <summary>Whose error format the token endpoint follows.</summary>
internal enum TokenErrorShape { Oauth, Okta }

/// <summary>How a client may prove who it is.</summary>
internal enum ClientAuthentication { Both, Basic, Post }

/// <summary>What the body of an error looks like.</summary>
internal enum ErrorShape { Errors, Detail, DetailList, ErrorsList, Message, Error, Text, Html }

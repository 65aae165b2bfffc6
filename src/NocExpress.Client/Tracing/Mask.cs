using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using NocExpress.Client.Secrecy;
using NocExpress.Text;

namespace NocExpress.Client.Tracing;

/// <summary>
/// What of a value a trace shows: its length, or all of it but secrets. What may be a customer's is masked, and nothing is taken for
/// anything else that is not known to be.
/// </summary>
internal sealed class Mask(Redactor redactor, string scope, bool showsContent)
{
    /// <summary>In the place of a secret, whose length is not told either.</summary>
    public const string Secret = "***";

    private const int LongestName = 64;

    /// <summary>In a row. An index has few digits, and so has a name such as <c>g360_status</c>; an account and a telephone number have more.</summary>
    private const int MostDigits = 3;

    /// <summary>Parts of names of fields whose values are secrets, whoever's they are.</summary>
    private static readonly Regex _secretName = new(
        "^(?!token_type$).*(token|secret|password|assertion|authorization|api[_-]?key|client[_-]?id|cookie|credential)", RegexOptions.IgnoreCase);

    /// <summary>What is neither a customer's nor a secret: how much of a list was asked for, how long a token lives.</summary>
    private static readonly HashSet<string> _plainNumbers = ["page", "page_size", "limit", "offset", "total", "total_count", "count", "expires_in"];

    /// <summary>Words of OAuth 2.0 and of the API. As values they say which field is wrong, or why there is no token.</summary>
    private static readonly HashSet<string> _plainWords =
    [
        "true", "false", "Bearer", "client_credentials", "invalid_request", "invalid_client", "invalid_grant", "invalid_scope", "unauthorized_client",
        "unsupported_grant_type", "invalid_token", "insufficient_scope", "body", "query", "path", "account", "store", "page", "page_size", "macnum", "macnums",
        "services", "search_service_id", "search_serial_number", "granted_tenant_macnum", "issue_name", "initial_description", "type_name", "subtype_name",
        "configuration_ids", "customer_ticket_number", "prior_ticket", "contact_name", "contact_email_address", "local_contact_name",
        "local_contact_number", "additional_contacts", "automatic_email_contact", "automatic_email_cc", "automatic_email_cc_address", "sites",
        "maintenance_window", "access_hours", "technician_dispatch_approved", "ticket_id",
    ];

    public bool ShowsContent => showsContent;

    /// <summary>A value, of the field that is named.</summary>
    public string Value(string name, string text) => IsSecret(name) ? Secret : showsContent ? Redacted(text) : Masked(name, text);

    /// <summary>A value that may be a comma-separated list, of which the number of elements stays.</summary>
    public string Values(string name, string text) =>
        IsSecret(name) || showsContent ? Value(name, text) : string.Join(",", text.Split(',').Select(element => Masked(name, element)));

    /// <summary>A number as JSON writes it: with its digits, or with a 9 for each. Nothing where it is a secret, which may be one.</summary>
    public string? Number(string name, string number) =>
        IsSecret(name) || (showsContent && Redacted(number) != number) ? null
        : showsContent || IsPlainNumber(name) ? number
        : new string([.. number.Select(static c => c is >= '0' and <= '9' ? '9' : c)]);

    /// <summary>The name of a field. One that does not look like such may be a customer's value.</summary>
    public string Name(string name) =>
        showsContent ? Redacted(name) : IsName(name) && redactor.Redact(name) == name ? name : Length(name);

    /// <summary>The text on one line, short, and without secrets.</summary>
    public string Line(string text) => redactor.ForDisplay(text);

    public string Redacted(string text) => TerminalText.Sanitize(redactor.Redact(text));

    /// <summary>Whether the field's value is a secret in any case.</summary>
    public static bool IsSecret(string name) => _secretName.IsMatch(name);

    /// <summary>A text in whose place its length stands.</summary>
    public static string Length(string text) => text.Length == 0 ? "" : $"***({text.Length.ToString(CultureInfo.InvariantCulture)})";

    private string Masked(string name, string text) =>
        text == scope || _plainWords.Contains(text) || (IsPlainNumber(name) && IsDigits(text)) ? text : Length(text);

    private static bool IsPlainNumber(string name) => _plainNumbers.Contains(name);

    private static bool IsDigits(string text) => text.All(static c => c is >= '0' and <= '9');

    /// <remarks>A dot stands after an index alone, as in <c>sites[0].macnum</c>: between words it may be a person's, a host's or a file's.</remarks>
    private static bool IsName(string name)
    {
        int digits = 0;
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            digits = c is >= '0' and <= '9' ? digits + 1 : 0;
            bool fits = c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-' or '[' or ']'
                || (c is '$' or '@' && i == 0)
                || (c == '.' && i > 0 && name[i - 1] == ']');
            if (digits > MostDigits || !fits)
            {
                return false;
            }
        }

        return name.Length <= LongestName;
    }
}

using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NocExpress.Client.Text;
using NocExpress.Contract;
using NocExpress.Rules;
using NocExpress.Text;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>Checks the fields of one item and turns them into the API's types. What is wrong is noted, and the check goes on.</summary>
internal sealed class FieldRules(TicketItem item, ValidationErrors errors)
{
    private static readonly char[] _separators = [',', ';'];

    /// <summary>A text that must be there.</summary>
    public string Required(string field, string? text, string advice)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            Refuse(field, null, $"is missing. {advice}");
            return "";
        }

        return Text(field, text)!;
    }

    /// <summary>A text that can be sent.</summary>
    public string? Text(string field, string? text)
    {
        if (text is not null && SendableText.ProblemWith(text) is { } problem)
        {
            Refuse(field, null, problem);
        }

        return text;
    }

    public void AtMost(int characters, string field, string text)
    {
        // A character outside the Basic Multilingual Plane is one character, though two in .NET.
        int length = text.Length - text.Count(char.IsLowSurrogate);
        if (length > characters)
        {
            Refuse(field, text, $"has {length} characters, and the API takes {characters} at most. Shorten it.");
        }
    }

    public void Email(string field, string text)
    {
        if (text.Length > 0 && !EmailAddress.IsWellFormed(text))
        {
            Refuse(field, text, "is not an e-mail address. Give one such as noc@example.com.");
        }
    }

    public string[] Emails(string field, IReadOnlyList<string> texts)
    {
        string[] addresses = [.. texts.SelectMany(text => text.Split(_separators)).Select(text => text.Trim()).Where(text => text.Length > 0)];
        foreach (string address in addresses)
        {
            Text(field, address);
            Email(field, address);
        }

        return addresses;
    }

    public long Phone(string field, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            Refuse(field, null, "is missing. Give the phone number of the person to call.");
            return 0;
        }

        if (PhoneNumber.Read(text, out long number) is { } problem)
        {
            Refuse(field, text, problem);
        }

        return number;
    }

    public bool? Flag(string field, string? text)
    {
        switch (text?.Trim().ToUpperInvariant())
        {
            case null:
                return null;
            case "TRUE" or "YES" or "Y" or "1":
                return true;
            case "FALSE" or "NO" or "N" or "0":
                return false;
            default:
                Refuse(field, text, "is neither true nor false.");
                return null;
        }
    }

    public long? Id(string field, string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (!long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long id) || id <= 0)
        {
            Refuse(field, text, "is not a whole number above 0.");
            return null;
        }

        return id;
    }

    public long[] Ids(string field, IReadOnlyList<string> texts, string advice)
    {
        string[] words = [.. texts.SelectMany(text => (text ?? "").Split(_separators)).Where(text => !string.IsNullOrWhiteSpace(text))];
        if (words.Length == 0)
        {
            Refuse(field, null, $"is missing. {advice}");
        }

        return [.. words.Select(word => Id(field, word)).Where(id => id is not null).Select(id => id!.Value)];
    }

    /// <summary>The only one of the names, where the user or the server has named one.</summary>
    public string Only(string field, IReadOnlyList<string> names)
    {
        switch (names)
        {
            case [var only]:
                return Text(field, only)!;
            case []:
                Refuse(field, null, $"is missing: nothing names one. Give -{field}; Get-NocConfiguration shows what the server names.");
                return "";
            default:
                Refuse(field, null, $"is ambiguous: the configuration names {string.Join(", ", names.Select(name => TerminalText.Quoted(name)))}. Give one of them by -{field}.");
                return names[0];
        }
    }

    public void Refuse(string field, string? value, string problem) => errors.Add(field, value, problem, item);
}

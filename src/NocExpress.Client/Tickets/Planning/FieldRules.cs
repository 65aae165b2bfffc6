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
    public string Required(string field, string? text, string advice) => Text(field, Present(field, text, advice))!;

    /// <summary>An identifier that must be there.</summary>
    public string RequiredIdentifier(string field, string? text, string advice) => Identifier(field, Present(field, text, advice))!;

    /// <summary>An e-mail address that must be there.</summary>
    public string RequiredEmail(string field, string? text, string advice) => Email(field, Present(field, text, advice));

    /// <summary>A text that can be sent.</summary>
    public string? Text(string field, string? text)
    {
        if (text is not null && SendableText.ProblemWith(text) is { } problem)
        {
            Refuse(field, null, problem);
        }

        return text;
    }

    /// <summary>A text that stands for something: without blanks at its edges, and without what nobody sees.</summary>
    public string? Identifier(string field, string? text)
    {
        string? identifier = null;
        if (text is not null && Rules.Identifier.Read(text, out identifier) is { } problem)
        {
            Refuse(field, text, problem);
        }

        return identifier;
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

    private string Email(string field, string text)
    {
        string? problem = Rules.Identifier.Read(text, out string address)
            ?? (address.Length == 0 || EmailAddress.IsWellFormed(address) ? null : "is not an e-mail address. Give one such as noc@example.com.");
        if (problem is not null)
        {
            Refuse(field, text, problem);
        }

        return address;
    }

    public string[] Emails(string field, IReadOnlyList<string> texts)
    {
        string[] words = [.. texts.SelectMany(text => text.Split(_separators)).Where(text => !string.IsNullOrWhiteSpace(text))];
        return [.. words.Select(word => Email(field, word))];
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
        if (text is null)
        {
            return null;
        }

        bool? flag = Rules.Flag.Read(text);
        if (flag is null)
        {
            Refuse(field, text, "is neither true nor false.");
        }

        return flag;
    }

    public long? Id(string field, string? text)
    {
        if (text is null)
        {
            return null;
        }

        long id = 0;
        string? problem = Rules.Identifier.Read(text, out string number)
            ?? (long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out id) && id > 0 ? null : "is not a whole number above 0.");
        if (problem is not null)
        {
            Refuse(field, text, problem);
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

    private string Present(string field, string? text, string advice)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            return text!;
        }

        Refuse(field, null, $"is missing. {advice}");
        return "";
    }

    public void Refuse(string field, string? value, string problem) => errors.Add(field, value, problem, item);
}

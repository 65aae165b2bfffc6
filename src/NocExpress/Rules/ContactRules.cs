using System.Collections.Generic;
using System.Linq;
using NocExpress.Models;

namespace NocExpress.Rules;

/// <summary>The rules of Create Ticket's Additional Contact Object.</summary>
internal static class ContactRules
{
    public static IReadOnlyList<string> Types { get; } = ["Technical contact", "Local contact", "Other"];

    /// <summary>Returns what is wrong with the contact, or nothing and the contact.</summary>
    public static string? Read(string? type, string? name, string? number, out NocContact? contact)
    {
        contact = null;
        string? knownType = Types.FirstOrDefault(known => string.Equals(known, type?.Trim(), System.StringComparison.OrdinalIgnoreCase));
        if (knownType is null)
        {
            return $"Type '{type}' is not a type of contact. Give one of: {string.Join(", ", Types.Select(known => $"'{known}'"))}.";
        }

        if (string.IsNullOrWhiteSpace(name))
        {
            return "Name is empty. Give the name of the person.";
        }

        if (PhoneNumber.Read(number, out long digits) is { } problem)
        {
            return $"Number '{number}' {problem}";
        }

        contact = new NocContact(knownType, name!, digits);
        return null;
    }
}

using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CsCheck;
using NocExpress.Contract;

namespace NocExpress.Tests.Fuzz;

/// <summary>Random tickets, of texts that a form, a parser or a person might take for something else.</summary>
internal static class TicketGenerator
{
    private static readonly string[] _harmless =
    [
        "a", "Store 7", " ", "\t", "\r\n", "\n", "\r", "\"", "\\", "\\\"", "'", ";", "=", "%0d%0a", "--", "--NocExpress-", "\r\n--NocExpress-0\r\nContent-Disposition: form-data; name=\"sites\"\r\n\r\n",
        "<b>&amp;", "{}[],:", "null", "=cmd|'/c calc'!A0", "+1", "-1", "@SUM(1)", "é", "東京", "🧯", "e\u0301", "\u202Egpj.exe", "\u200F", "\u2028", "\uFEFF", "\uFFFD", "\uE000", new('x', 10_000),
    ];

    private static readonly string[] _unsendable = ["\0", "\u0001", "\u001B[2J", "\u007F", "\u0085", "\u009B", "\uD800", "\uDC00", "\uDC00\uD800"];

    /// <summary>A text of the pieces above; now and then one that no form can carry.</summary>
    private static readonly Gen<string> _text = Gen.Select(
        Gen.OneOf(_harmless).Array[0, 6],
        Gen.Frequency((200, Gen.Const("")), (1, Gen.OneOf(_unsendable))),
        Gen.Frequency((100, Gen.OneOf("a", "é", "=", "\"", "--", ". ", "\u202E\r\n")), (1, Gen.Const(""))),
        static (before, unsendable, after) => string.Concat(before) + unsendable + after);

    private static readonly Gen<string?> _optional = Gen.Frequency((1, Gen.Const((string?)null)), (2, _text.Select(static text => (string?)text)));

    /// <summary>Short enough, as a rule, for the field that has a limit.</summary>
    private static readonly Gen<string> _name = Gen.Frequency(
        (50, Gen.OneOf("NOC desk", "Zoë \"Z\" O'Neil; 東京", "=cmd|'/c calc'!A0", " x ", string.Concat(Enumerable.Repeat("🧯", 62)))),
        (1, Gen.OneOf(new string('x', 63), "a\0b", " ")));

    /// <summary>What stands for a site or a ticket: as a rule nothing in it is hidden.</summary>
    private static readonly Gen<string> _identifier = Gen.Frequency(
        (30, Gen.OneOf("02145678", " 02145678\t", "INC \"7\"; 東京", "Zoë's; name=\"sites\"", "\u00A0=cmd|'/c calc'!A0\r\n", "--NocExpress-0")), (1, _text));

    private static readonly Gen<string?> _number = Gen.Frequency((1, Gen.Const((string?)null)), (2, _identifier.Select(static text => (string?)text)));

    private static readonly Gen<string> _phone = Gen.Long[1, 999_999_999_999_999].Select(static number => "+" + number.ToString(CultureInfo.InvariantCulture));

    private static readonly Gen<string?> _flag = Gen.OneOf<string?>(null, "true", "False", "yes", "0");

    private static readonly Gen<IReadOnlyList<string>> _ids =
        Gen.Long[1, long.MaxValue].Array[1, 4].Select(static ids => (IReadOnlyList<string>)[.. ids.Distinct().Select(id => id.ToString(CultureInfo.InvariantCulture))]);

    private static readonly Gen<IReadOnlyList<ContactDraft>> _contacts = Gen.Select(
        Gen.OneOf("Technical contact", "Local contact", "Other"),
        _text.Where(static text => !string.IsNullOrWhiteSpace(text)),
        _phone,
        static (type, name, number) => new ContactDraft(type, name, number)).Array[0, 3].Select(static contacts => (IReadOnlyList<ContactDraft>)contacts);

    private static readonly Gen<TicketItem> _head = Gen.Select(
        _identifier, _text, _text, _ids, _name, _phone, _contacts, _flag,
        static (macnum, window, issue, ids, name, phone, contacts, flag) => new TicketItem
        {
            Position = 1,
            Macnum = macnum,
            MaintenanceWindow = window,
            IssueName = issue,
            ConfigurationIds = ids,
            ContactName = name,
            LocalContactNumber = phone,
            AdditionalContacts = contacts,
            AutomaticEmailContact = flag,
        });

    /// <param name="files">The files to choose from.</param>
    public static Gen<TicketItem> Tickets(IReadOnlyList<string> files) => Gen.Select(
        _head, _text, _text, _text, _text, _optional, _number, Gen.OneOf(files.ToArray()).Array[0, 3],
        (head, type, subtype, local, hours, description, number, attachments) => new TicketItem
        {
            Position = 1,
            Macnum = head.Macnum,
            MaintenanceWindow = head.MaintenanceWindow,
            IssueName = head.IssueName,
            ConfigurationIds = head.ConfigurationIds,
            ContactName = head.ContactName,
            ContactEmailAddress = "noc+desk@example.co.uk",
            LocalContactNumber = head.LocalContactNumber,
            AdditionalContacts = head.AdditionalContacts,
            AutomaticEmailContact = head.AutomaticEmailContact,
            TypeNames = [type],
            SubtypeNames = [subtype],
            LocalContactName = local,
            AccessHours = hours,
            InitialDescription = description,
            CustomerTicketNumber = number,
            Attachments = [.. attachments.Distinct().Select(path => new AttachmentPath(path, path))],
        });
}

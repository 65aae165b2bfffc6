using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using NocExpress.Client.Api;
using NocExpress.Client.Files;
using NocExpress.Client.Http;
using NocExpress.Client.Issues;
using NocExpress.Client.Pacing;
using NocExpress.Client.Secrecy;
using NocExpress.Client.Tickets;
using NocExpress.Client.Tickets.Planning;
using NocExpress.Client.Tickets.Sending;
using NocExpress.Client.Tokens;
using NocExpress.Connecting;
using NocExpress.Contract;
using NocExpress.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace NocExpress.Tests.Fuzz;

/// <summary>Random tickets, from the rules through the encoder to a parser that is none of ours: what arrives is what was given, or nothing is sent.</summary>
[Trait("Category", "Fuzz")]
public sealed class RoundTripTests : IDisposable
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ITestOutputHelper _output;
    private readonly string _folder = Directory.CreateTempSubdirectory("noc-round-trip-").FullName;
    private readonly string[] _files;
    private readonly TicketPlanner _planner;
    private byte[] _sent = [];
    private string _boundary = "";

    public RoundTripTests(ITestOutputHelper output)
    {
        _output = output;
        _files = [.. Names().Select(WriteFile)];
        ClientOptions options = new()
        {
            BaseUri = new Uri("http://127.0.0.1/"),
            AccessToken = new NetworkCredential("", "round-trip").SecurePassword,
            Scope = ConnectionSettings.DefaultScope,
            RequestsPerMinute = int.MaxValue,
            Timeout = TimeSpan.FromSeconds(100),
        };
        Redactor redactor = new();
        Transport transport = new(new AnsweringHandler(), options);
        ApiSender session = new(options, transport, new TokenSource(options, transport, redactor, TimeProvider.System), new Pacer(options, TimeProvider.System), redactor,
            TimeProvider.System);
        _planner = new TicketPlanner(options, new IssuesEndpoint(session, new CompletionCache()),
            new TicketSender(options, new TicketsEndpoint(options, session, redactor, TimeProvider.System), TimeProvider.System), TimeProvider.System);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_an_independent_parser_reads_is_what_was_given_or_nothing_is_sent()
    {
        int sent = 0;
        int refused = 0;
        TicketGenerator.Tickets(_files).Sample(
            item =>
            {
                using ITicketPlan plan = _planner.PlanAsync([item], new TicketPlanOptions { SkipIssueCheck = true }, new QuietCall()).GetAwaiter().GetResult();
                if (plan.ValidationErrors.Count > 0)
                {
                    Assert.False(IsSendable(item), string.Join("\n", plan.ValidationErrors.Select(violation => violation.Message)));
                    Assert.Empty(plan.Steps);
                    refused++;
                    return;
                }

                Assert.True(IsSendable(item), "It should have been refused.");
                using AttachmentFiles files = new(FileTimeout.Until(default));
                UploadFile[] opened = [.. item.Attachments.Select(path => Open(files, path.FullPath!))];
                using MultipartBody body = new(Assert.Single(plan.Steps).Request!.Parts, opened, static _ => { }, default);
                using MemoryStream bytes = new();
                body.CopyToAsync(bytes).GetAwaiter().GetResult();
                _sent = bytes.ToArray();
                _boundary = body.Headers.ContentType!.Parameters.Single().Value!;
                Assert.Equal(_sent.Length, body.Headers.ContentLength);
                Assert.Equal(Given(item), Arrived());
                sent++;
            },
            iter: FuzzSettings.Tickets,
            threads: 1,
            print: static item => string.Join(" | ", item.GetType().GetProperties().Select(property => $"{property.Name}={Uri.EscapeDataString(property.GetValue(item)?.ToString() ?? "")}")));
        _output.WriteLine($"{sent} tickets arrived as they were given, and {refused} were refused.");
        Assert.True(sent > 2 * refused && refused > 0);
    }

    /// <summary>The rules of what can be sent, told anew.</summary>
    private static bool IsSendable(TicketItem item)
    {
        string?[] required = [item.Macnum?.Trim(), item.MaintenanceWindow, item.IssueName, item.ContactName, item.LocalContactName, item.AccessHours];
        IEnumerable<string?> all = [.. required, item.TypeNames[0], item.SubtypeNames[0], item.InitialDescription, item.CustomerTicketNumber?.Trim(),
            .. item.AdditionalContacts.Select(contact => contact.Name)];
        return !required.Any(string.IsNullOrWhiteSpace) && all.All(IsSendable) && item.ContactName!.EnumerateRunes().Count() <= 62
            && IsVisible(item.Macnum) && IsVisible(item.CustomerTicketNumber);
    }

    /// <summary>Whether nothing is in an identifier, within its edges, that nobody sees.</summary>
    private static bool IsVisible(string? identifier) => (identifier ?? "").Trim().EnumerateRunes().All(static rune =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
        && (Rune.GetUnicodeCategory(rune) != UnicodeCategory.SpaceSeparator || rune.Value == ' '));

    private static bool IsSendable(string? text)
    {
        try
        {
            return text is null || (_strict.GetByteCount(text) >= 0 && text.All(c => !char.IsControl(c) || c is '\t' or '\r' or '\n'));
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    private static List<string> Given(TicketItem item)
    {
        List<string> given = [];
        void Add(string name, string? value)
        {
            if (value is not null)
            {
                given.Add($"{name}={value}");
            }
        }

        Add("issue_name", item.IssueName);
        Add("initial_description", item.InitialDescription);
        Add("type_name", item.TypeNames[0]);
        Add("subtype_name", item.SubtypeNames[0]);
        Add("configuration_ids", string.Join(",", item.ConfigurationIds));
        Add("customer_ticket_number", item.CustomerTicketNumber?.Trim());
        Add("contact_name", item.ContactName);
        Add("contact_email_address", item.ContactEmailAddress);
        Add("local_contact_name", item.LocalContactName);
        Add("local_contact_number", item.LocalContactNumber![1..]);
        Add("additional_contacts", item.AdditionalContacts.Count == 0 ? null : string.Join("/", item.AdditionalContacts.Select(contact => $"{contact.Type}+{contact.Name}{contact.Number}")));
        Add("automatic_email_contact", item.AutomaticEmailContact switch { null => null, "true" or "yes" => "true", _ => "false" });
        Add("automatic_email_cc", "false");
        Add("sites", $"{item.Macnum!.Trim()}+{item.MaintenanceWindow}");
        Add("access_hours", item.AccessHours);
        foreach (string path in item.Attachments.Select(file => file.FullPath!))
        {
            Add("file", $"{Path.GetFileName(path).Replace("\"", "%22", StringComparison.Ordinal)}:{Convert.ToHexString(File.ReadAllBytes(path))}");
        }

        return given;
    }

    /// <summary>The form as ASP.NET Core reads it.</summary>
    private List<string> Arrived()
    {
        List<string> arrived = [];
        MultipartReader reader = new(_boundary, new MemoryStream(_sent));
        while (reader.ReadNextSectionAsync().GetAwaiter().GetResult() is { } section)
        {
            ContentDispositionHeaderValue disposition = ContentDispositionHeaderValue.Parse(section.ContentDisposition!);
            string name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
            using MemoryStream content = new();
            section.Body.CopyTo(content);
            arrived.Add($"{name}={Value(name, disposition, content.ToArray())}");
        }

        return arrived;
    }

    private static string Value(string name, ContentDispositionHeaderValue disposition, byte[] content) => name switch
    {
        "file" => $"{HeaderUtilities.RemoveQuotes(disposition.FileName)}:{Convert.ToHexString(content)}",
        "sites" => string.Join("/", Elements(content).Select(site => $"{(string)site["macnum"]!}+{(string)site["maintenance_window"]!}")),
        "additional_contacts" => string.Join("/", Elements(content).Select(contact => $"{(string)contact["type"]!}+{(string)contact["name"]!}+{(long)contact["number"]!}")),
        _ => _strict.GetString(content),
    };

    private static IEnumerable<JsonNode> Elements(byte[] json) => JsonNode.Parse(_strict.GetString(json))!.AsArray().Select(element => element!);

    private static UploadFile Open(AttachmentFiles files, string path)
    {
        (UploadFile? file, string? problem) = files.OpenAsync(path).GetAwaiter().GetResult();
        Assert.Null(problem);
        return file!;
    }

    private static IEnumerable<string> Names()
    {
        yield return "plan.pdf";
        yield return "a; filename=b.exe.png";
        yield return "Zoë 東京 🧯 (1)'s.JPG";
        yield return "%22%0d%0a.csv";
        yield return "=cmd.xlsx";
        if (!OperatingSystem.IsWindows())
        {
            yield return "a \"b\".doc";
            yield return "back\\slash\\.jpeg";
            yield return "\\\".png";
        }
    }

    /// <remarks>Its content looks like the end of a part, so that a length or a boundary that is wrong shows.</remarks>
    private string WriteFile(string name, int number)
    {
        string path = Path.Combine(_folder, name);
        byte[] random = new byte[200 * number];
        new Random(number).NextBytes(random);
        File.WriteAllBytes(path, [.. Encoding.UTF8.GetBytes("\r\n--NocExpress-"), .. random, .. "\r\n--"u8]);
        return path;
    }
}

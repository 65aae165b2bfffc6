using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Security;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;
using NocExpress.Client.Api;
using NocExpress.Client.Configurations;
using NocExpress.Client.Http;
using NocExpress.Client.Issues;
using NocExpress.Client.Journal;
using NocExpress.Client.Json;
using NocExpress.Client.Pacing;
using NocExpress.Client.Requests;
using NocExpress.Client.Secrecy;
using NocExpress.Client.Sites;
using NocExpress.Client.Tickets;
using NocExpress.Client.Tickets.Planning;
using NocExpress.Client.Tickets.Sending;
using NocExpress.Client.Tokens;
using NocExpress.Connecting;
using NocExpress.Contract;
using NocExpress.Input;
using NocExpress.Tests.Support;

namespace NocExpress.Tests.Fuzz;

/// <summary>Everything that reads what others wrote, each with an honest example: the whole engine but the sockets, and the two files.</summary>
internal sealed class Readers : IDisposable
{
    private readonly AnsweringHandler _network = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly string _folder = Directory.CreateTempSubdirectory("noc-fuzz-").FullName;
    private readonly Transport _transport;
    private readonly ITicketPlan _plan;

    public Readers()
    {
        ClientOptions options = Options(new NetworkCredential("", "fuzz-token").SecurePassword);
        Redactor redactor = new();
        Transport transport = _transport = new(_network, options);
        ApiSender session = new(options, transport, new TokenSource(options, transport, redactor, _clock), new Pacer(options, _clock), redactor, _clock);
        SitesEndpoint sites = new(session, new CompletionCache());
        ConfigurationsEndpoint configurations = new(options, session, new CompletionCache());
        IssuesEndpoint issues = new(session, new CompletionCache());
        TicketsEndpoint tickets = new(options, session, redactor, _clock);
        RequestsEndpoint requests = new(session, options, redactor, _clock);
        _plan = new TicketPlanner(options, issues, new TicketSender(options, tickets, _clock), _clock)
            .PlanAsync([Samples.Item], new TicketPlanOptions { SkipIssueCheck = true }, new QuietCall()).GetAwaiter().GetResult();
        All =
        [
            new("sites", Samples.Sites, (bytes, result, _) => AnsweredAsync(200, bytes, call => sites.ListAsync(new SiteQuery { PageSize = 2 }, result.Add, call), result)),
            new("configurations of one site", Samples.Configurations, (bytes, result, _) => AnsweredAsync(200, bytes, call => configurations.ListAsync(Query("1"), result.Add, call), result)),
            new("configurations of two sites", Samples.Configurations, (bytes, result, _) => AnsweredAsync(200, bytes, call => configurations.ListAsync(Query("1", "2"), result.Add, call), result)),
            new("issues", Samples.Issues, (bytes, result, _) =>
                AnsweredAsync(200, bytes, async call => await result.AddAll(await issues.ListAsync(new IssueQuery { Refresh = true }, call)), result)),
            new("a ticket", Samples.Ticket, (bytes, result, _) => AnsweredAsync(200, bytes, async call => await result.Add((await tickets.GetAsync(7, null, call)).Ticket), result)),
            new("created tickets", Samples.Tickets, (bytes, result, _) => AnsweredAsync(200, bytes, call => _plan.Steps[0].TakeAsync(result.Add, call), result)),
            new("an error of a read", Samples.Error, (bytes, result, mutator) => FailedAsync(bytes, mutator, call => sites.ListAsync(new SiteQuery(), result.Add, call), result)),
            new("an error of a create", Samples.Page, (bytes, result, mutator) => FailedAsync(bytes, mutator, call => _plan.Steps[0].TakeAsync(result.Add, call), result)),
            new("a token", Samples.Token, (bytes, result, _) => AnsweredAsync(200, bytes, ConnectAsync, result)),
            new("any answer", Samples.Configurations, (bytes, result, _) => AnsweredAsync(200, bytes, call =>
                requests.InvokeAsync(new CustomRequest { Method = "GET", Path = "any", Query = [] }, answer => result.Add(JsonInput.ToPSObject(answer)), call), result)),
            new("a token's refusal", Samples.TokenError, (bytes, result, mutator) => FailedAsync(bytes, mutator, ConnectAsync, result)),
            new("a journal", Samples.Journal, (bytes, result, _) => JournalAsync(bytes, result), IsFile: true),
            new("a pacing file", Samples.PacingFile(), (bytes, _, _) => PacingAsync(bytes), IsFile: true),
        ];
    }

    public IReadOnlyList<Reader> All { get; }

    public void Dispose()
    {
        _plan.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A connection that begins: its token is read, and hidden from then on.</summary>
    private async Task ConnectAsync(ICallContext call)
    {
        Redactor redactor = new();
        redactor.Hide("fuzz-token");
        using TokenSource tokens = new(Options(null), _transport, redactor, _clock);
        await tokens.GetAsync(call);
    }

    private static ClientOptions Options(SecureString? accessToken) => new()
    {
        BaseUri = new Uri("http://127.0.0.1/"),
        TokenUri = new Uri("http://127.0.0.1/token"),
        ClientId = "fuzz-client",
        ClientSecret = new NetworkCredential("", "fuzz-secret").SecurePassword,
        AccessToken = accessToken,
        Scope = ConnectionSettings.DefaultScope,
        RequestsPerMinute = int.MaxValue,
        Timeout = TimeSpan.FromSeconds(100),
    };

    private static ConfigurationQuery Query(params string[] macnums) => new() { Macnums = macnums, Services = ["Broadband"] };

    private async Task AnsweredAsync(int status, byte[] body, Func<ICallContext, Task> read, ReadResult result, Action<HttpResponseMessage>? complete = null)
    {
        _clock.Advance(TimeSpan.FromSeconds(1));
        _network.Answer = () =>
        {
            HttpResponseMessage answer = new((HttpStatusCode)status) { Content = new StreamContent(new MemoryStream(body)) };
            complete?.Invoke(answer);
            return answer;
        };
        QuietCall call = new();
        try
        {
            await read(call);
        }
        finally
        {
            result.Take(call);
        }
    }

    /// <summary>An error with the headers that are read of one, damaged as well.</summary>
    private Task FailedAsync(byte[] body, Mutator mutator, Func<ICallContext, Task> read, ReadResult result)
    {
        int status = 300 + (body.Length * 7 % 300);
        // After 429 everybody holds back until the server's patience is back, by a clock that nobody turns here.
        return AnsweredAsync(status is 429 ? 400 : status, body, read, result, answer =>
        {
            foreach ((string name, string value) in Samples.Headers)
            {
                answer.Headers.TryAddWithoutValidation(name, mutator.Mutate(value, Samples.OtherHeader));
            }
        });
    }

    private async Task JournalAsync(byte[] content, ReadResult result)
    {
        string path = Path.Combine(_folder, "journal.jsonl");
        await File.WriteAllBytesAsync(path, content);
        using FileJournal journal = FileJournal.OpenToRead(path, TimeProvider.System);
        foreach (CircuitRecord record in journal.Index.All)
        {
            await result.Add(JournalEntries.Of(record, journal.Place));
            if (record.State == CircuitState.Opened)
            {
                using JsonDocument tickets = JsonDocument.Parse(await journal.TicketsAsync(record, default), JsonText.Deep);
                await result.AddAll(TicketReader.ReadAll(tickets.RootElement).Select(row => row.Ticket));
            }
        }
    }

    private async Task PacingAsync(byte[] content)
    {
        string path = Path.Combine(_folder, "pacing");
        await File.WriteAllBytesAsync(path, content);
        try
        {
            await new FileWindow(path, _clock).UseAsync(
                static (window, now) =>
                {
                    window.Enter(1, 60, now);
                    window.Leave(1, wasAccepted: true, now);
                    window.Enter(2, 60, now);
                    window.Refuse(2, null, 0.5, now);
                    return window.Enter(3, 60, now);
                },
                default);
        }
        catch (IOException)
        {
            // Which the pacing makes an error of the parameter, or a warning.
        }
    }
}

/// <summary>Something that reads what others wrote.</summary>
/// <param name="Name">What it reads.</param>
/// <param name="Honest">An example of what it should be.</param>
/// <param name="ReadAsync">Reads bytes.</param>
/// <param name="IsFile">Whether no server wrote it, so that nobody can have sent a secret back in it.</param>
internal sealed record Reader(string Name, byte[] Honest, Func<byte[], ReadResult, Mutator, Task> ReadAsync, bool IsFile = false);

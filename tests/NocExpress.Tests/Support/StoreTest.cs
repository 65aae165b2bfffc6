using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.AzureTable;
using NocExpress.Client.Journal;
using NocExpress.Client.Sharing;
using NocExpress.Contract;
using Xunit;

namespace NocExpress.Tests.Support;

/// <summary>A test of the store itself: several runs with a journal in one table, each with the clock that the test gives it.</summary>
public abstract class StoreTest : IAsyncLifetime
{
    private static readonly Circuit _circuit = new("https://api.example.com", null, "02145678", 0);

    private readonly TimeSpan _length = RequestLease.Length;
    private readonly List<ISharedJournal> _journals = [];

    internal Azurite Azurite { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Azurite.Missing is null)
        {
            Azurite = await Azurite.StartNewAsync();
        }
    }

    public async Task DisposeAsync()
    {
        RequestLease.Length = _length;
        _journals.ForEach(journal => journal.Dispose());
        if (Azurite is not null)
        {
            await Azurite.DisposeAsync();
        }
    }

    /// <summary>The journal as a run has it.</summary>
    internal async Task<ISharedJournal> OpenAsync(TimeProvider? time = null, string name = "INC7")
    {
        TableStorage storage = Storage(time);
        await storage.CheckAsync(new QuietCall());
        ISharedJournal journal = await storage.OpenAsync(name, writes: true, default);
        _journals.Add(journal);
        return journal;
    }

    internal TableStorage Storage(TimeProvider? time = null, int requestsPerMinute = 60) => new(
        new ClientOptions
        {
            BaseUri = new Uri("https://api.example.com"),
            ClientId = "client",
            Scope = "scope",
            RequestsPerMinute = requestsPerMinute,
            StorageUri = new Uri(Azurite.Uri, "noc"),
            StorageSas = new System.Net.NetworkCredential("", AzuriteSas.OfAccount()).SecurePassword,
            NoProxy = true,
        },
        time ?? TimeProvider.System);

    internal static CircuitTicket TicketOf(long configuration) => new(_circuit with { ConfigurationId = configuration }, "Broadband", "Outage", "Circuit Down", null);

    internal static async Task<CircuitRecord?> FindAsync(IJournalStore journal, long configuration) =>
        (await journal.FindAsync([TicketOf(configuration).Circuit], default)).SingleOrDefault();

    /// <summary>A claim of circuits as the journal has them.</summary>
    internal static async Task<JournalClaim> ClaimOfAsync(IJournalStore journal, params long[] configurations)
    {
        SentSite site = new(_circuit.Macnum, "Café Zoë #1", null, configurations);
        IReadOnlyList<CircuitRecord> records = await journal.FindAsync([.. configurations.Select(configuration => TicketOf(configuration).Circuit)], default);
        return new JournalClaim(
            new SentRequest(Guid.NewGuid().ToString("N")[..16], journal.Now, new SentValues("{}"), [site]),
            [
                .. from configuration in configurations
                   let ticket = TicketOf(configuration)
                   select new ClaimedCircuit(ticket, site, records.SingleOrDefault(record => record.Ticket.Equals(ticket))),
            ]);
    }

    internal static SiteOutcome[] Opened(JournalClaim claim, long ticket, string tickets) =>
        [new SiteOutcome(claim.Request.Sites[0], claim.Request.Sites[0].ConfigurationIds, CircuitState.Opened, claim.Request.SentAt) { TicketId = ticket, Tickets = tickets }];

    /// <summary>Waits until a circuit is in a state.</summary>
    internal static async Task<CircuitRecord> BecomesAsync(IJournalStore journal, long configuration, CircuitState state)
    {
        while (true)
        {
            if (await FindAsync(journal, configuration) is { } record && record.State == state)
            {
                return record;
            }

            await Task.Delay(100);
        }
    }
}

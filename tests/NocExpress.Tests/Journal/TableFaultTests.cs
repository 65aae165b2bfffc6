using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Secrecy;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Journal;

/// <summary>A table that is throttled, away, or closed to a token: nothing is sent that could not be claimed, and what was sent comes out.</summary>
public sealed class TableFaultTests : TableTest
{
    private const string Batch = "$batch";
    private const string Request = "RowKey='r-";

    [AzuriteTheory]
    [InlineData("Busy")]
    [InlineData("CutBefore")]
    [InlineData("CutAfter")]
    public async Task A_table_that_fails_once_at_each_step_costs_nothing(string fault)
    {
        HashSet<string> struck = [];
        Gateway.Fault = (method, path, body) =>
        {
            string step = path.Contains(Batch, StringComparison.Ordinal) ? body.Contains("\"opened\"", StringComparison.Ordinal) ? "record" : "claim"
                : path.Contains(Request, StringComparison.Ordinal) ? method
                : "";
            lock (struck)
            {
                return step.Length > 0 && struck.Add(step) ? Enum.Parse<GatewayFault>(fault) : GatewayFault.None;
            }
        };

        Assert.Single(Open("-JournalName INC7").ShouldHaveNoErrors().Output);

        Assert.Superset(new HashSet<string> { "claim", "PUT", "record" }, struck);
        Assert.Single(await TicketsAsync());
        Gateway.Fault = static (_, _, _) => GatewayFault.None;
        Assert.Equal(NocJournalState.Opened, Assert.Single(Run("Get-NocJournal -Name INC7").Objects<NocJournalEntry>()).State);
    }

    [AzuriteFact]
    public async Task A_table_that_is_away_before_anything_is_sent_ends_the_run_and_costs_nothing()
    {
        await Azurite.StopAsync();

        NocException error = Open("-JournalName INC7").ShouldFailWith("NocJournalFailed");

        Assert.True(error.SafeToRetry);
        await NothingWasSentAsync();
        await Azurite.StartAsync();
        Assert.Single(Open("-JournalName INC7").ShouldHaveNoErrors().Output);
    }

    [AzuriteTheory]
    [InlineData(Batch)]
    [InlineData(Request)]
    public async Task A_request_whose_claim_or_fence_cannot_be_written_is_not_sent(string path)
    {
        Gateway.Fault = (method, requested, _) =>
            requested.Contains(path, StringComparison.Ordinal) && method is "POST" or "PUT" ? GatewayFault.Expired : GatewayFault.None;

        NocException error = Open("-JournalName INC7").ShouldFailWith("NocJournalFailed");

        Assert.True(error.SafeToRetry);
        Assert.True(error.Message.Contains("-StorageSas", StringComparison.Ordinal), error.ToString());
        await NothingWasSentAsync();
        Gateway.Fault = static (_, _, _) => GatewayFault.None;
        Assert.Single(Open("-JournalName INC7").ShouldHaveNoErrors().Output);
    }

    [AzuriteFact]
    public void A_token_that_ends_after_a_request_went_out_takes_no_ticket_along()
    {
        ModuleLease.Shorten(TimeSpan.FromSeconds(3));
        try
        {
            Gateway.Fault = static (_, path, body) =>
                path.Contains(Batch, StringComparison.Ordinal) && body.Contains("\"opened\"", StringComparison.Ordinal) ? GatewayFault.Expired : GatewayFault.None;

            Shell.Result result = Open("-JournalName INC7");

            Assert.Single(result.Output);
            Assert.Contains("opened the tickets 81", result.ShouldFailWith("NocJournalFailed").Message, StringComparison.Ordinal);
            Gateway.Fault = static (_, _, _) => GatewayFault.None;
            Open("-JournalName INC7").ShouldFailWith("NocOutcomeUnknown");
        }
        finally
        {
            ModuleLease.Shorten(ModuleLease.Usual);
        }
    }

    [AzuriteFact]
    public void The_token_of_the_table_is_in_no_stream()
    {
        string sas = AzuriteSas.OfAccount();
        Shell.Set("sas", Secure(sas));
        string told = Printout.Of(Run($"{ConnectShared} -PassThru -Verbose -Debug"));
        Gateway.Fault = static (_, _, _) => GatewayFault.Expired;

        told += Printout.Of(Run($"{Row()} | New-NocTicket @common -JournalName INC7 -Verbose -Debug; Get-NocJournal -Name * -Verbose; {ConnectShared} -Debug"));

        Assert.Contains("AuthenticationFailed", told, StringComparison.Ordinal);
        Assert.Empty(SecretForms.In(told, Uri.UnescapeDataString(sas.Split("sig=")[1])));
    }

    [AzuriteFact]
    public async Task Whoever_waits_for_another_run_is_told_which_and_ends_at_once_when_stopped()
    {
        await AddFaultAsync(new { method = "POST", path = "tickets/external", silent = true });
        Task<string> other = RunElsewhereAsync($"Connect-NocExpress -RequestsPerMinute 100000 -TimeoutSec 20 -MaximumRetryCount 0; {Row()} | New-NocTicket @common -JournalName INC7");
        while ((await CreateRequestsAsync()).Count == 0)
        {
            await Task.Delay(50);
        }

        using PowerShell shell = PowerShell.Create();
        shell.Runspace = Shell.Runspace;
        shell.AddScript($"{Common}; {Row()} | New-NocTicket @common -JournalName INC7 -Verbose");
        IAsyncResult running = shell.BeginInvoke();
        while (!shell.Streams.Verbose.Any(line => line.Message.Contains("(process ", StringComparison.Ordinal)))
        {
            await Task.Delay(50);
        }

        NocJournalEntry entry;
        using (Shell looking = new())
        {
            looking.Set("table", TableUri);
            looking.Set("sas", Secure(AzuriteSas.OfAccount()));
            looking.Set("base", Sandbox.BaseUri);
            looking.Set("token", Sandbox.TokenUri);
            looking.Set("credential", Credential(Options.ClientSecret));
            entry = Assert.Single(looking.Run($"{ConnectShared}; Get-NocJournal -Name INC7").ShouldHaveNoErrors().Objects<NocJournalEntry>());
        }

        Assert.False(running.IsCompleted);
        shell.Stop();
        Assert.Equal(NocJournalState.Unknown, entry.State);
        Assert.Contains("waits for the answer", entry.Reason, StringComparison.Ordinal);
        Assert.Single(await CreateRequestsAsync());
        Assert.Contains("NocOutcomeUnknown", await other, StringComparison.Ordinal);
    }
}

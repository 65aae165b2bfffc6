using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using NocExpress.Models;
using Xunit;

namespace NocExpress.Tests.Support;

/// <summary>A test with a table in an Azurite of its own, and a gateway before it that can fail. <c>$table</c> and <c>$sas</c> name it.</summary>
public abstract class TableTest : TicketTest
{
    protected const string Table = "noc";

    /// <summary>Connects to the sandbox and the table.</summary>
    protected const string ConnectShared = ConnectCommand + " -MaximumRetryCount 0 -RequestsPerMinute 100000 -StorageUri $table -StorageSas $sas";

    internal Azurite Azurite { get; private set; } = null!;

    internal TableGateway Gateway { get; private set; } = null!;

    /// <summary>The address of the table, by the gateway.</summary>
    protected Uri TableUri => new($"http://127.0.0.1:{Gateway.Port}/{Azurite.Account}/{Table}");

    /// <summary>What another process needs to connect to the sandbox and the table.</summary>
    protected Dictionary<string, string> SharedVariables => new(ConnectionVariables)
    {
        ["NOCEXPRESS_STORAGE_URI"] = TableUri.ToString(),
        ["NOCEXPRESS_STORAGE_SAS"] = AzuriteSas.OfAccount(),
    };

    protected override bool Connects => false;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        if (Azurite.Missing is not null)
        {
            return;
        }

        Azurite = await Azurite.StartNewAsync();
        Gateway = await TableGateway.StartAsync(Azurite);
        Shell.Set("table", TableUri);
        Shell.Set("sas", Secure(AzuriteSas.OfAccount()));
        if (ConnectsToTable)
        {
            Run(ConnectShared).ShouldHaveNoErrors();
            await ClearRequestsAsync();
        }
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        if (Azurite is not null)
        {
            await Gateway.DisposeAsync();
            await Azurite.DisposeAsync();
        }
    }

    protected virtual bool ConnectsToTable => true;

    protected static System.Security.SecureString Secure(string text) => new NetworkCredential("", text).SecurePassword;

    /// <summary>Runs a script with the module in another process, which is connected to the sandbox and the table.</summary>
    protected async Task<string> RunElsewhereAsync(string script)
    {
        (int exitCode, string output) = await ChildProcess.RunAsync(ChildProcess.Program("tests", "NocExpress.FreshProcess"), [Elsewhere(script)], SharedVariables);
        Assert.True(exitCode == 0, output);
        return output;
    }

    /// <summary>A script for another process.</summary>
    protected static string Elsewhere(string script) => $"Import-Module '{Repository.Manifest}'; Connect-NocExpress -RequestsPerMinute 100000; {Common}; {script}";

    /// <summary>The macnums of the tickets that the sandbox has stored.</summary>
    protected async Task<IReadOnlyList<string>> StoredMacnumsAsync() => [.. (await TicketsAsync()).Select(ticket => (string)ticket["macnum"]!)];

    internal static long?[] Ids(Shell.Result result) => [.. result.Objects<NocTicket>().Select(ticket => ticket.Id)];
}

using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Connecting;
using NocExpress.Contract;
using NocExpress.Input;
using NocExpress.Models;
using NocExpress.Pipeline;

namespace NocExpress.Commands;

/// <summary>A cmdlet that calls the API over a connection: the given one, the default, or one made from the environment.</summary>
public abstract class ConnectedCommand : NocCommand
{
    private NocConnection? _connection;
    private int _isIn;

    private protected ConnectedCommand()
    {
    }

    /// <summary>
    /// The connection to use, from <c>Connect-NocExpress -PassThru</c>. Without it, the last connection made; without that, one is made
    /// from the environment variables NOCEXPRESS_*.
    /// </summary>
    [Parameter]
    public NocConnection? Connection { get; set; }

    /// <summary>The macnum of the company on whose behalf to act (<c>granted_tenant_macnum</c>), in place of the connection's.</summary>
    [Parameter]
    [Alias("granted_tenant_macnum")]
    public string? GrantedTenantMacnum { get; set; }

    /// <summary>
    /// The connection that the cmdlet works over, from its beginning to its end: whoever connects or disconnects meanwhile.
    /// </summary>
    private protected NocConnection Connected => _connection!;

    /// <summary>Takes the connection.</summary>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        Connect();
    }

    /// <summary>Takes the connection, unless the cmdlet has it.</summary>
    private protected void Connect()
    {
        if (_connection is not null)
        {
            return;
        }

        GrantedTenantMacnum = Identified(nameof(GrantedTenantMacnum), GrantedTenantMacnum);
        _connection = Connection ?? Connections.Default ?? ConnectFromEnvironment();
        _connection.Enter();
        _isIn = 1;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Interlocked.Exchange(ref _isIn, 0) == 1)
        {
            Connected.Leave();
        }
    }

    /// <summary>
    /// Says whose an object is, where that is another company than the cmdlet acts for. A <c>-GrantedTenantMacnum</c> that is given is the user's
    /// word for the tenant: then server and client alone are compared.
    /// </summary>
    private protected string? OtherOwnerOf(object? input)
    {
        NocCompany acting = Connected.CompanyOf(GrantedTenantMacnum);
        return JsonInput.Unwrapped(input) is NocEntity { Company: { } owner }
            && owner.Differs(GrantedTenantMacnum is null ? acting : acting with { Tenant = owner.Tenant })
                ? $"is of {owner}, and the cmdlet acts for {acting}. Give the connection that it was read over by -Connection, or read it again."
                : null;
    }

    /// <summary>The journals in the connection's table that names mean. One without wildcards that is none's is reported.</summary>
    private protected IEnumerable<string> SharedJournals(string[] names)
    {
        IReadOnlyList<string> all = [];
        Call(names, async (client, _, pump) => all = await client.SharedJournals.NamesAsync(pump).ConfigureAwait(false));
        foreach (string name in names)
        {
            string[] found = JournalNames.Matching(all, name);
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
            {
                ReportInvalid($"There is no journal '{name}' in the table {Connected.StorageUri}.", name);
            }

            foreach (string journal in found)
            {
                yield return journal;
            }
        }
    }

    /// <summary>Calls the client for one item; a failure is reported against the item.</summary>
    private protected void Call(object? item, Func<INocClient, string?, PipelinePump, Task> work) => Run(item, Bound(work));

    /// <summary>Calls the client for one item beside other calls; a failure is reported against the item in its turn.</summary>
    private protected void Call(CallQueue queue, object? item, Func<INocClient, string?, PipelinePump, Task> work) =>
        queue.Start(item, Bound(work));

    /// <summary>Tells how far the whole is, and how long the rest will take at the limit.</summary>
    internal void TellProgress(string activity, string one, int begun, int all) =>
        Progress.Work(this, activity, one, begun, all, Connected.RequestsPerMinute);

    private Func<PipelinePump, Task> Bound(Func<INocClient, string?, PipelinePump, Task> work) =>
        pump => work(Connected.Client, GrantedTenantMacnum ?? Connected.GrantedTenantMacnum, pump);

    private NocConnection ConnectFromEnvironment()
    {
        NocConnection? connection = null;
        try
        {
            Await(async pump => connection = await Connections.GetDefaultAsync(pump).ConfigureAwait(false));
        }
        catch (NocException error)
        {
            End(error);
        }

        return connection!;
    }
}

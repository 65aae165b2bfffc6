using System.Management.Automation;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Commands;

/// <summary>Finds out what the server really does, against what is guessed of it.</summary>
/// <remarks>
/// <para>
/// The vendor's pages leave much open, and this module guesses the rest. Here each guess that answers can settle is one check: what is expected and why,
/// what was seen, and what to do. It takes 20 requests at the most, within the limit, and reads the beginning of a list alone.
/// </para>
/// <para>
/// What comes out names keys, counts and types, and never a name, number or address of a customer: it can be sent to others as it is. What differs comes
/// last, and the last of all, Settings, names the parameters to give to Connect-NocExpress.
/// </para>
/// <para>
/// With -IncludeCreate it also sends up to four ticket requests that the server is bound to refuse, since they lack the name: their refusals show
/// which -ListEncoding it reads. Should it open a ticket all the same, a warning says so, and no further one is sent.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// A server that answers with an error, a page or nothing at all is no error of the command: the checks say Failed, and those that had nothing to look
/// at say Unknown; Settings counts them, and is Failed where any failed. What failed by a 5xx or a lost connection is asked for a second time. After a 429
/// nothing more is asked.
/// </para>
/// </notes>
/// <example>
/// <summary>See what differs.</summary>
/// <code>
/// Connect-NocExpress
/// Test-NocConnection
/// </code>
/// <para>Shows what holds, what nobody knows, and what differs. Pipe it to Format-List for what was expected and why.</para>
/// </example>
/// <example>
/// <summary>Send what was found to somebody.</summary>
/// <code>
/// Test-NocConnection | Export-Csv ./noc-checks.csv
/// </code>
/// <para>The table holds nothing of the customer.</para>
/// </example>
/// <example>
/// <summary>Learn in which form the server reads the lists of a ticket request.</summary>
/// <code>
/// Test-NocConnection -Macnum '02145678' -IncludeCreate -WhatIf
/// </code>
/// <para>Says what would be sent, and sends the reads alone. Without -WhatIf it asks first.</para>
/// </example>
/// <seealso cref="ConnectNocExpressCommand"/>
/// <seealso cref="GetNocConnectionCommand"/>
/// <seealso cref="NewNocTicketCommand"/>
[Cmdlet(VerbsDiagnostic.Test, "NocConnection", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High,
    HelpUri = "https://dev.dx.granitemsp.com/g360/getting-started/authentication")]
[OutputType(typeof(NocCheck))]
public sealed class TestNocConnectionCommand : ConnectedCommand
{
    /// <summary>A site with circuits, to look at; without it, the first sites that come are looked at.</summary>
    [Parameter(Position = 0)]
    public string? Macnum { get; set; }

    /// <summary>
    /// Also send up to four ticket requests without the name, which is required, to see how they are refused. It asks first.
    /// </summary>
    [Parameter]
    public SwitchParameter IncludeCreate { get; set; }

    /// <summary>Runs the checks.</summary>
    protected override void EndProcessing()
    {
        string? macnum = Identified(nameof(Macnum), Macnum);
        bool includesCreate = IncludeCreate && ShouldProcess(
            Connected.ToString(), "Send up to 4 ticket requests that lack the issue's name, which the server should refuse");
        Call(null, (client, tenant, pump) => client.TestAsync(
            new ServerTestQuery { Macnum = macnum, IncludeCreate = includesCreate, GrantedTenantMacnum = tenant },
            check => pump.EmitAsync(check),
            pump));
    }
}

using System.Management.Automation;

namespace NocExpress.Commands;

/// <summary>Removes a journal from the connection's Azure table.</summary>
/// <remarks>
/// <para>
/// With it goes what is known of the tickets of its outage: a run that names the same journal afterwards opens them again. It asks, and a
/// journal with circuits of which nobody knows whether they have tickets stays, unless -Force is given. A journal in a file is removed as
/// files are.
/// </para>
/// </remarks>
/// <example>
/// <summary>Remove the journals of outages that are over.</summary>
/// <code>
/// Connect-NocExpress -StorageUri $table -StorageSas $sas
/// Remove-NocJournal -Name INC004* -Confirm:$false
/// </code>
/// <para>Without -Confirm:$false it asks for each.</para>
/// </example>
/// <seealso cref="GetNocJournalCommand"/>
/// <seealso cref="ResolveNocJournalEntryCommand"/>
[Cmdlet(VerbsCommon.Remove, "NocJournal", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public sealed class RemoveNocJournalCommand : ConnectedCommand
{
    /// <summary>The journals' names; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Name { get; set; } = [];

    /// <summary>Remove it though nobody knows what became of some of its circuits.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Asks, and removes.</summary>
    protected override void ProcessRecord()
    {
        foreach (string journal in SharedJournals(Name))
        {
            if (ShouldProcess(journal, "Remove the journal, with all that is known of its tickets"))
            {
                Call(journal, (client, _, pump) => client.SharedJournals.RemoveAsync(journal, Force, pump));
            }
        }
    }
}

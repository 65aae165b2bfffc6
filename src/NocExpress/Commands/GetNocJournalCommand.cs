using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Management.Automation;
using NocExpress.Contract;
using NocExpress.Loading;
using NocExpress.Models;

namespace NocExpress.Commands;

/// <summary>Shows what a journal knows of the tickets of an outage, or what this process has sent.</summary>
/// <remarks>
/// <para>
/// An entry is the ticket of one circuit. Its State is Opened, Unknown (the request went out, and nobody knows what became of it), Refused
/// or NotSent. What is Unknown a person has to look up in Granite360, and Resolve-NocJournalEntry takes the answer. Entries that went out in
/// one request have their Request in common.
/// </para>
/// <para>
/// Without a path it shows what this process has sent, with a journal or without: also what came to its end after Ctrl+C, or after a
/// pipeline
/// that ended before its tickets came out.
/// </para>
/// <para>
/// It needs no connection but for -Name, and reads a journal also while a run has it: what that run has claimed and not sent yet is NotSent,
/// and what is on its way is Unknown. The Reason says so, and which run it is.
/// </para>
/// </remarks>
/// <example>
/// <summary>See what a journal knows.</summary>
/// <code>
/// $outage = @{
///     IssueName           = 'Circuit Down'
///     MaintenanceWindow   = 'Anytime'
///     AccessHours         = '8am-5pm CT'
///     ContactName         = 'NOC desk'
///     ContactEmailAddress = 'noc@example.com'
///     LocalContactName    = 'Store manager'
///     LocalContactNumber  = '(612) 555-0100'
/// }
/// $circuits = Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband
/// $tickets = $circuits | New-NocTicket @outage -JournalPath ./INC0047.jsonl
/// Get-NocJournal ./INC0047.jsonl
/// </code>
/// <para>One entry for each circuit, with its state and the number of its ticket.</para>
/// </example>
/// <example>
/// <summary>See what a person has to look up.</summary>
/// <code>
/// Get-NocJournal ./INC0047.jsonl | Where-Object State -eq Unknown
/// </code>
/// <para>The circuits of which nobody knows whether they have a ticket.</para>
/// </example>
/// <example>
/// <summary>Hand the outage over to the day shift.</summary>
/// <code>
/// Get-NocJournal ./INC0047.jsonl | Export-Csv ./INC0047.csv
/// </code>
/// <para>A table for whoever goes on: what was opened, under which number, and what is to be looked up. Give them the journal, too.</para>
/// </example>
/// <example>
/// <summary>See what became of the tickets of a journal.</summary>
/// <code>
/// Get-NocJournal ./INC0047.jsonl | Where-Object TicketId | Get-NocTicket
/// </code>
/// <para>As they are on the server now: those with a DateResolved have ended. TicketId binds by its name.</para>
/// </example>
/// <example>
/// <summary>See what this process has sent.</summary>
/// <code>
/// Get-NocJournal | Format-Table State, Macnum, TicketId
/// </code>
/// <para>With a journal or without: whatever took the tickets out of your hands, their numbers are here.</para>
/// </example>
/// <example>
/// <summary>See a journal in an Azure table.</summary>
/// <code>
/// Connect-NocExpress -StorageUri $table -StorageSas $sas
/// Get-NocJournal -Name INC*
/// </code>
/// <para>From any machine, also while runs on others have it.</para>
/// </example>
/// <seealso cref="NewNocTicketCommand"/>
/// <seealso cref="ResolveNocJournalEntryCommand"/>
/// <seealso cref="GetNocTicketCommand"/>
[Cmdlet(VerbsCommon.Get, "NocJournal", DefaultParameterSetName = PathSet)]
[OutputType(typeof(NocJournalEntry))]
public sealed class GetNocJournalCommand : ConnectedCommand
{
    private const string PathSet = "Path";
    private const string LiteralSet = "LiteralPath";
    private const string NameSet = "Name";

    private IJournals? _journals;

    /// <summary>The journals' files; wildcards are allowed, and a file that is called so is taken first. Without any: what this process has sent.</summary>
    [Parameter(ParameterSetName = PathSet, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>The journals' files, taken as they are, such as the output of <c>Get-ChildItem</c>.</summary>
    [Parameter(ParameterSetName = LiteralSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>The names of journals in the connection's Azure table (<c>-StorageUri</c>); wildcards are allowed.</summary>
    [Parameter(ParameterSetName = NameSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    /// <summary>Makes ready to read.</summary>
    protected override void BeginProcessing()
    {
        RefuseEmpty();
        if (ParameterSetName == NameSet)
        {
            Connect();
        }
        else
        {
            _journals = ClientLoader.CreateJournals();
        }
    }

    /// <summary>Writes the entries.</summary>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == PathSet && Path is null)
        {
            if (!MyInvocation.ExpectingInput)
            {
                WriteObject(_journals!.OfProcess(), enumerateCollection: true);
            }

            return;
        }

        if (ParameterSetName == NameSet)
        {
            WriteShared();
            return;
        }

        foreach (string path in Path ?? LiteralPath!)
        {
            foreach (string file in Files(path))
            {
                Write(file);
            }
        }
    }

    private void WriteShared()
    {
        foreach (string journal in SharedJournals(Name!))
        {
            Call(journal, async (client, _, pump) =>
            {
                foreach (NocJournalEntry entry in await client.SharedJournals.ReadAsync(journal, pump).ConfigureAwait(false))
                {
                    await pump.EmitAsync(entry).ConfigureAwait(false);
                }
            });
        }
    }

    private void Write(string file)
    {
        try
        {
            foreach (NocJournalEntry entry in _journals!.Read(file))
            {
                if (Stopping)
                {
                    return;
                }

                WriteObject(entry);
            }
        }
        catch (NocException error)
        {
            // One that cannot be read does not keep the others from being read.
            WriteError(Pipeline.ErrorMapper.ToRecord(error, file));
        }
    }

    /// <remarks>A file that is called as it is written is meant, whatever is in its name: so do runs name their journals.</remarks>
    private IEnumerable<string> Files(string path)
    {
        try
        {
            string literal = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
            if (ParameterSetName == LiteralSet || !WildcardPattern.ContainsWildcardCharacters(path) || File.Exists(literal))
            {
                return [literal];
            }

            Collection<string> found = SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _);
            if (found.Count == 0)
            {
                ReportInvalid($"There is no journal '{path}'.", path);
            }

            return found;
        }
        catch (RuntimeException error)
        {
            ReportInvalid($"The journal '{path}' cannot be found: {error.Message}", path);
            return [];
        }
    }
}

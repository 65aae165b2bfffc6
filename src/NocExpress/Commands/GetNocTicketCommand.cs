using System.Management.Automation;
using NocExpress.Models;
using NocExpress.Runtime;

namespace NocExpress.Commands;

/// <summary>Reads tickets by their numbers (<c>GET /api/v1/noc/tickets/{ticket_id}</c>). The API offers no list of tickets and no search.</summary>
[Cmdlet(VerbsCommon.Get, "NocTicket")]
[OutputType(typeof(NocTicket))]
public sealed class GetNocTicketCommand : ThrottledCommand
{
    /// <summary>The tickets' numbers (<c>ticket_id</c>), as in the <c>Id</c> of a <see cref="NocTicket"/>.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [TicketIds]
    [ValidateRange(1, long.MaxValue)]
    public long[] Id { get; set; } = [];

    /// <summary>Asks for the tickets, and writes those that have come.</summary>
    protected override void ProcessRecord()
    {
        foreach (long id in Id)
        {
            Call(Calls, id, async (client, tenant, pump) =>
                await pump.EmitAsync(await client.GetTicketAsync(id, tenant, pump).ConfigureAwait(false)).ConfigureAwait(false));
        }

        Calls.WriteAvailable();
    }
}

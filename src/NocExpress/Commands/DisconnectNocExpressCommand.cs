using System.Management.Automation;
using NocExpress.Models;
using NocExpress.Runtime;

namespace NocExpress.Commands;

/// <summary>Ends a connection and forgets its token. Without a parameter: the default connection, if there is one.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "NocExpress")]
public sealed class DisconnectNocExpressCommand : NocCommand
{
    /// <summary>The connection to end; the default connection if not given.</summary>
    [Parameter(ValueFromPipeline = true, Position = 0)]
    [ValidateNotNull]
    public NocConnection? Connection { get; set; }

    /// <summary>Ends the connection.</summary>
    protected override void ProcessRecord()
    {
        if ((Connection ?? Connections.Default) is { } connection)
        {
            Connections.Close(connection);
        }
    }
}

using System.Management.Automation;
using NocExpress.Models;
using NocExpress.Runtime;

namespace NocExpress.Commands;

/// <summary>Returns the default connection, which is the last one made; nothing if there is none.</summary>
[Cmdlet(VerbsCommon.Get, "NocConnection")]
[OutputType(typeof(NocConnection))]
public sealed class GetNocConnectionCommand : NocCommand
{
    /// <summary>Returns the connection.</summary>
    protected override void EndProcessing()
    {
        if (Connections.Default is { } connection)
        {
            WriteObject(connection);
        }
    }
}

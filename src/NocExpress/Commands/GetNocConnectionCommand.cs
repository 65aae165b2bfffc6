using System.Management.Automation;
using NocExpress.Connecting;

namespace NocExpress.Commands;

/// <summary>Returns the default connection, which is the last one made; nothing if there is none.</summary>
/// <remarks>
/// <para>
/// Shows where the connection goes and how: the addresses, the client id, the company, the limits, and when the token ends. It holds nothing
/// secret. The default holds for every runspace of the process. No request is made.
/// </para>
/// </remarks>
/// <example>
/// <summary>See where requests go.</summary>
/// <code>
/// Connect-NocExpress
/// Get-NocConnection | Format-List
/// </code>
/// <para>Lists all that there is to know of the connection.</para>
/// </example>
/// <example>
/// <summary>Make sure that there is a connection.</summary>
/// <code>
/// if (-not (Get-NocConnection)) { Connect-NocExpress }
/// </code>
/// <para>Connects where nothing has connected before, so that a wrong secret fails at the start of a script.</para>
/// </example>
/// <seealso cref="ConnectNocExpressCommand"/>
/// <seealso cref="DisconnectNocExpressCommand"/>
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

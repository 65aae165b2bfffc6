using System.Management.Automation;
using NocExpress.Connecting;

namespace NocExpress.Commands;

/// <summary>Ends a connection and forgets its token.</summary>
/// <remarks>
/// <para>
/// Without a parameter it ends the default connection, and does nothing if there is none. The API has no call to end a session: the token
/// is forgotten here and runs out on the server at its time. A cmdlet that is given the ended connection fails with NocNotConnected, and one
/// that is given none connects from the environment again.
/// </para>
/// </remarks>
/// <example>
/// <summary>End the default connection.</summary>
/// <code>
/// Connect-NocExpress
/// Disconnect-NocExpress
/// </code>
/// <para>Forgets the token at the end of a run.</para>
/// </example>
/// <example>
/// <summary>End one connection of several.</summary>
/// <code>
/// $north = Connect-NocExpress -GrantedTenantMacnum '01004471' -PassThru
/// $south = Connect-NocExpress -GrantedTenantMacnum '01004472' -PassThru
/// $north | Disconnect-NocExpress
/// </code>
/// <para>The other connection stays, and stays the default.</para>
/// </example>
/// <seealso cref="ConnectNocExpressCommand"/>
/// <seealso cref="GetNocConnectionCommand"/>
[Cmdlet(VerbsCommunications.Disconnect, "NocExpress")]
[OutputType(typeof(void))]
public sealed class DisconnectNocExpressCommand : NocCommand
{
    /// <summary>The connection to end; the default connection if not given.</summary>
    [Parameter(ValueFromPipeline = true, Position = 0)]
    [ValidateNotNull]
    public NocConnection? Connection { get; set; }

    /// <summary>Ends the connection.</summary>
    protected override void ProcessRecord()
    {
        if (Connection is null)
        {
            Connections.CloseDefault();
        }
        else
        {
            Connections.Close(Connection);
        }
    }
}

using System;
using NocExpress.Models;

namespace NocExpress.Contract;

/// <summary>The error of whoever goes on with a connection that <c>Disconnect-NocExpress</c> has ended.</summary>
internal static class ClosedConnection
{
    public static NocException Error(Uri baseUri) => new(
        NocErrorKind.NotConnected,
        $"The connection to {baseUri} was ended by Disconnect-NocExpress. Connect again with Connect-NocExpress.");
}

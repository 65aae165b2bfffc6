using System;
using NocExpress.Client;
using NocExpress.Contract;

namespace NocExpress.AzureTable;

/// <summary>Makes clients that share their journals and the limit with other machines.</summary>
internal static class SharedClient
{
    /// <summary>Makes a client. The shell calls it by name.</summary>
    public static INocClient Create(ClientOptions options) =>
        NocClient.CreateSharing(options, TimeProvider.System, new TableStorage(options, TimeProvider.System));
}

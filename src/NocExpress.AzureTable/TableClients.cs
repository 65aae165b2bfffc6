using System;
using System.Net;
using System.Net.Http;
using System.Security;
using System.Threading;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using NocExpress.Client.Http;
using ClientOptions = NocExpress.Contract.ClientOptions;

namespace NocExpress.AzureTable;

/// <summary>Makes clients of the SDK: by which way they reach the table, as whom, and how patient they are.</summary>
internal static class TableClients
{
    private static readonly TimeSpan _longestAttempt = TimeSpan.FromSeconds(10);

    /// <param name="options">Which table, and as whom.</param>
    /// <param name="clock">Hears of the table's time.</param>
    /// <param name="attempts">How often what has failed is tried again.</param>
    public static TableClient Create(ClientOptions options, TableClock clock, int attempts)
    {
        TableClientOptions settings = new()
        {
            Transport = new HttpClientTransport(new HttpClient(new HttpClientHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = !options.NoProxy,
                Proxy = Transport.ProxyOf(options),
            })
            { Timeout = Timeout.InfiniteTimeSpan }),
        };
        settings.Retry.Mode = RetryMode.Exponential;
        settings.Retry.MaxRetries = attempts;
        settings.Retry.Delay = TimeSpan.FromMilliseconds(400);
        settings.Retry.MaxDelay = TimeSpan.FromSeconds(5);
        settings.Retry.NetworkTimeout = _longestAttempt;
        settings.Diagnostics.IsLoggingEnabled = false;
        settings.Diagnostics.IsTelemetryEnabled = false;
        settings.Diagnostics.IsDistributedTracingEnabled = false;
        settings.AddPolicy(clock, HttpPipelinePosition.PerRetry);
        string address = options.StorageUri!.GetLeftPart(UriPartial.Path).TrimEnd('/');
        string name = address.Substring(address.LastIndexOf('/') + 1);
        Uri service = new(address.Substring(0, address.Length - name.Length - 1));
        TableServiceClient client = options.StorageSas is { } sas
            ? new TableServiceClient(service, Token(sas), settings)
            : new TableServiceClient(service, Identity(), settings);
        return client.GetTableClient(name);
    }

    /// <remarks>The portal shows a token with the question mark of the address that it is for.</remarks>
    private static AzureSasCredential Token(SecureString sas) => new(new NetworkCredential("", sas).Password.Trim().TrimStart('?'));

    /// <summary>
    /// The identity that the machine has: a pod's, where the cluster says that it has one of its own, or else the managed one. Nothing that
    /// asks anybody.
    /// </summary>
    private static DefaultAzureCredential Identity() => new(new DefaultAzureCredentialOptions
    {
        ExcludeEnvironmentCredential = true,
        ExcludeAzureCliCredential = true,
        ExcludeAzureDeveloperCliCredential = true,
        ExcludeAzurePowerShellCredential = true,
        ExcludeBrokerCredential = true,
        ExcludeInteractiveBrowserCredential = true,
        ExcludeVisualStudioCodeCredential = true,
        ExcludeVisualStudioCredential = true,
    });
}

using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Net.Http;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Tasks;

namespace NocExpress.Benchmarks;

/// <summary>What the machine can do at best: bare loops in C#, without PowerShell and without the module.</summary>
internal static class Floor
{
    private static readonly JsonSerializerOptions _options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public const string Command = "--floor";

    /// <summary>Measures a loop as the scripts are measured: in processes of its own, once in each.</summary>
    public static async Task<double> InFreshProcessesAsync(int runs, params string[] arguments)
    {
        double[] times = new double[runs];
        for (int run = 0; run < runs; run++)
        {
            ProcessStartInfo start = new(Environment.ProcessPath!, [Command, .. arguments]) { RedirectStandardOutput = true };
            using Process process = Process.Start(start)!;
            times[run] = double.Parse(await process.StandardOutput.ReadToEndAsync(), CultureInfo.InvariantCulture);
            await process.WaitForExitAsync();
        }

        return PowerShellProcess.Median(times);
    }

    public static async Task RunAsync(string[] arguments)
    {
        using HttpClient client = new();

        // As in the scripts the connection is there before the watch runs.
        using (await client.PostAsync(new Uri(arguments[1] + "token"), null))
        {
            Stopwatch watch = Stopwatch.StartNew();
            await (arguments[0] == "sites" ? ReadSitesAsync(client, arguments[1]) : UploadAsync(client, arguments[1], arguments[2..]));
            Console.WriteLine(watch.Elapsed.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Reads the sites as they arrive.</summary>
    private static async Task ReadSitesAsync(HttpClient client, string baseUri)
    {
        await using Stream answer = await client.GetStreamAsync(new Uri(baseUri + "api/v1/noc/companies/sites"));
        await foreach (Site? site in JsonSerializer.DeserializeAsyncEnumerable<Site>(answer, _options))
        {
            GC.KeepAlive(site);
        }
    }

    /// <summary>Sends files as .NET's own multipart does.</summary>
    private static async Task UploadAsync(HttpClient client, string baseUri, string[] files)
    {
        using MultipartFormDataContent form = [];
        foreach (string file in files)
        {
            form.Add(new StreamContent(File.OpenRead(file)), "file", Path.GetFileName(file));
        }

        using HttpResponseMessage answer = await client.PostAsync(new Uri(baseUri + "api/v1/noc/tickets/external"), form);
        await answer.Content.ReadAsStringAsync();
    }

    private sealed class Site
    {
        public long Id { get; set; }

        public string? Name { get; set; }

        public string? Macnum { get; set; }

        public string? SiteName { get; set; }

        public string? AccountName { get; set; }

        [JsonPropertyName("address_line_1")]
        public string? AddressLine1 { get; set; }

        [JsonPropertyName("address_line_2")]
        public string? AddressLine2 { get; set; }

        public string? City { get; set; }

        public string? State { get; set; }

        public string? Zip { get; set; }

        public string? ParentMacnum { get; set; }

        public string? ParentName { get; set; }

        public string? ParentAccount { get; set; }

        public bool IsChronic { get; set; }
    }
}

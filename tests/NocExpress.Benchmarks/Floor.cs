using System;
using System.Diagnostics;
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

    /// <summary>Reads the sites as they arrive.</summary>
    public static async Task<double> SitesAsync(string baseUri, int runs)
    {
        using HttpClient client = new();
        double[] times = new double[runs];
        for (int run = 0; run < runs; run++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            await using Stream answer = await client.GetStreamAsync(new Uri(baseUri + "api/v1/noc/companies/sites"));
            int count = 0;
            await foreach (Site? site in JsonSerializer.DeserializeAsyncEnumerable<Site>(answer, _options))
            {
                count += site is null ? 0 : 1;
            }

            times[run] = watch.Elapsed.TotalMilliseconds;
        }

        return PowerShellProcess.Median(times);
    }

    /// <summary>Sends files as .NET's own multipart does.</summary>
    public static async Task<double> UploadAsync(string baseUri, string[] files, int runs)
    {
        using HttpClient client = new();
        double[] times = new double[runs];
        for (int run = 0; run < runs; run++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            using MultipartFormDataContent form = [];
            foreach (string file in files)
            {
                form.Add(new StreamContent(File.OpenRead(file)), "file", Path.GetFileName(file));
            }

            using HttpResponseMessage answer = await client.PostAsync(new Uri(baseUri + "api/v1/noc/tickets/external"), form);
            await answer.Content.ReadAsStringAsync();
            times[run] = watch.Elapsed.TotalMilliseconds;
        }

        return PowerShellProcess.Median(times);
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

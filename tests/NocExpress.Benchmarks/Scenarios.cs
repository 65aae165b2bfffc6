using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;

namespace NocExpress.Benchmarks;

/// <summary>What is measured. Everything runs in fresh processes of the real shell, against a server in this one.</summary>
internal sealed class Scenarios(int runs)
{
    private const string Watch = "$watch = [Diagnostics.Stopwatch]::StartNew()\n";
    private const string Time = "\n'figure time ' + $watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)\n";
    private const string Outage = "@{ IssueName = 'Circuit Down'; MaintenanceWindow = 'Anytime'; AccessHours = '8am-5pm CT'; ContactName = 'NOC desk'; ContactEmailAddress = 'noc@example.com'; LocalContactName = 'Store manager'; LocalContactNumber = '(612) 555-0100' }";

    internal static string Root { get; } = Metadata("RepositoryRoot");
    private static readonly string _manifest = Path.Combine(Root, "NocExpress.psd1");

    public IReadOnlyDictionary<string, Func<Task>> All => new Dictionary<string, Func<Task>>
    {
        ["requests"] = RequestsAsync,
        ["sites"] = SitesAsync,
        ["uploads"] = UploadsAsync,
        ["creates"] = CreatesAsync,
        ["journal"] = JournalAsync,
        ["startup"] = StartupAsync,
    };

    private async Task RequestsAsync()
    {
        Table.Title("Requests for 10,000 sites");
        await using BenchmarkServer server = await BenchmarkServer.StartAsync(sites: 10_000);
        await PowerShellProcess.MediansAsync(1, Connected(server) + "$null = Get-NocSite | Get-NocConfiguration -Service Broadband");
        Table.Goal("sites -> configurations, without the sites' own", server.TakeRequests() - 1, 101, "requests");
        await PowerShellProcess.MediansAsync(1, Connected(server) + $"$outage = {Outage}\n$null = Get-NocSite | Get-NocConfiguration -Service Broadband | New-NocTicket @outage -MultiSite Outage");
        Table.Goal("the same -> multi-site tickets, and the issue, of its type and of any", server.TakeRequests() - 1, 101 + 103, "requests");

        await CutRequestsAsync("2 a site, cut at 100, with pages", new CutLists(2, DefaultSize: 20, MaximumSize: 100), 1.15);
        await CutRequestsAsync("2 a site, cut at 100, without pages", new CutLists(2, DefaultSize: 20, MaximumSize: 100, HasPages: false), 2.5);
    }

    /// <summary>Counts the requests against a server that cuts its lists, measured by how many full answers all rows would be.</summary>
    private static async Task CutRequestsAsync(string what, CutLists configurations, double goal)
    {
        const int sites = 10_000;
        await using BenchmarkServer server = await BenchmarkServer.StartAsync(sites, configurations: configurations);
        string all = $"$all = @(Get-NocSite | Get-NocConfiguration -Service Broadband, DIA)\nif ($all.Count -ne {sites * configurations.PerSite}) {{ throw $all.Count }}";
        await PowerShellProcess.MediansAsync(1, Connected(server) + all);
        Table.Goal(what, server.TakeRequests() - 2, goal * sites * configurations.PerSite / configurations.MaximumSize, "requests");
    }

    private async Task SitesAsync()
    {
        Table.Title("100,000 sites, out of a file of some 35 MB");
        await using BenchmarkServer server = await BenchmarkServer.StartAsync(sites: 100_000);
        string loop = "$count = 0; $first = 0\n" + Watch + "{0} | ForEach-Object {{ if (-not $count++) {{ $first = $watch.Elapsed.TotalMilliseconds }} }}" + Time
            + "\n'figure first ' + $first.ToString([cultureinfo]::InvariantCulture)\nif ($count -lt 100000) {{ throw $count }}\n";
        double idle = (await PowerShellProcess.MediansAsync(runs, "$null = 1"))["peak"];
        double floor = await Floor.InFreshProcessesAsync(runs, "sites", server.BaseUri);
        IReadOnlyDictionary<string, double> objects = await PowerShellProcess.MediansAsync(
            runs, Connected(server) + "$sites = Get-NocSite\n" + string.Format(null, loop, "$sites"));
        IReadOnlyDictionary<string, double> obvious = await PowerShellProcess.MediansAsync(
            runs, string.Format(null, loop, $"(Invoke-RestMethod '{server.BaseUri}api/v1/noc/companies/sites')"));
        IReadOnlyDictionary<string, double> ours = await PowerShellProcess.MediansAsync(runs, Connected(server) + string.Format(null, loop, "Get-NocSite"));

        Table.Row("bare loop in C#", $"{floor:0} ms");
        Table.Row("ForEach-Object over the same objects", $"{objects["time"]:0} ms");
        Table.Row("Invoke-RestMethod | ForEach-Object", $"{obvious["time"]:0} ms, first after {obvious["first"]:0} ms, peak {obvious["peak"]:0} MB");
        Table.Row("Get-NocSite | ForEach-Object", $"{ours["time"]:0} ms, first after {ours["first"]:0} ms, peak {ours["peak"]:0} MB (idle {idle:0} MB)");
        Table.Goal("time against bare loop plus ForEach-Object", ours["time"] / (floor + objects["time"]), 2, "x");

        // On two cores the reading can hide behind the pipeline: then ForEach-Object over the same objects is all that is left of the time.
        Table.Goal("time against ForEach-Object alone", ours["time"] / objects["time"], 1.25, "x");
        Table.Goal("faster than Invoke-RestMethod", obvious["time"] / ours["time"], 5, "x", atLeast: true);
        Table.Goal("first object", ours["first"], 100, "ms");
        Table.Goal("peak memory above idle", ours["peak"] - idle, 60, "MB");

        await using BenchmarkServer million = await BenchmarkServer.StartAsync(sites: 1_000_000);
        IReadOnlyDictionary<string, double> many = await PowerShellProcess.MediansAsync(1, Connected(million) + string.Format(null, loop, "Get-NocSite"));
        Table.Goal("the same for 1,000,000", many["peak"] - idle, Math.Max(60, ours["peak"] - idle), "MB");
    }

    private async Task UploadsAsync()
    {
        Table.Title("4 files of 25 MiB");
        await using BenchmarkServer server = await BenchmarkServer.StartAsync();
        string[] files = [.. Enumerable.Range(0, 4).Select(i => Path.Combine(Path.GetTempPath(), $"nocexpress-benchmark-{i}.pdf"))];
        foreach (string file in files)
        {
            await File.WriteAllBytesAsync(file, new byte[25 * 1024 * 1024]);
        }

        // What a connected shell needs that has opened a ticket without a file is what an upload comes on top of.
        string open = Connected(server) + $"$outage = {Outage}\n$row = [pscustomobject]@{{ Macnum = '10000000'; ConfigurationId = 1; TypeName = 'Broadband Service Request'; SubtypeName = 'Service Outage' }}\n$null = $row | New-NocTicket @outage\n";
        double without = (await PowerShellProcess.MediansAsync(runs, open))["peak"];
        IReadOnlyDictionary<string, double> with = await PowerShellProcess.MediansAsync(
            runs, open + Watch + $"$null = $row | New-NocTicket @outage -Attachment {string.Join(", ", files.Select(file => $"'{file}'"))} -WarningAction SilentlyContinue" + Time);
        double floor = await Floor.InFreshProcessesAsync(runs, ["uploads", server.BaseUri, .. files]);
        Table.Row("bare HttpClient", $"{floor:0} ms");
        Table.Row("New-NocTicket -Attachment", $"{with["time"]:0} ms, peak {with["peak"]:0} MB (without the files {without:0} MB)");
        Table.Goal("peak memory above the same without files", with["peak"] - without, 10, "MB");
        Table.Goal("time against bare HttpClient", with["time"] / floor, 1.2, "x");
    }

    private async Task CreatesAsync()
    {
        Table.Title("1,000 tickets, each by itself, from a server that takes 50 ms");
        await using BenchmarkServer server = await BenchmarkServer.StartAsync(sites: 1000, latencyMs: 50);
        string open = Connected(server) + $"$outage = {Outage}\n$circuits = Get-NocSite | Get-NocConfiguration -Service Broadband\n" + Watch;
        double one = (await PowerShellProcess.MediansAsync(1, open + "$null = $circuits | New-NocTicket @outage -ThrottleLimit 1" + Time))["time"];
        double four = (await PowerShellProcess.MediansAsync(runs, open + "$null = $circuits | New-NocTicket @outage" + Time))["time"];
        Table.Row("one after another", $"{one:0} ms");
        Table.Row("as by default", $"{four:0} ms");
        Table.Goal("faster", one / four, 3.5, "x", atLeast: true);
    }

    private async Task JournalAsync()
    {
        Table.Title("A journal of 100,000 circuits");
        string journal = JournalFile.Write(100_000);
        double idle = (await PowerShellProcess.MediansAsync(runs, $"Import-Module '{_manifest}'; $null = 1"))["peak"];
        IReadOnlyDictionary<string, double> read = await PowerShellProcess.MediansAsync(
            runs,
            $"Import-Module '{_manifest}'; $null = Get-NocJournal; $count = 0; $first = 0\n" + Watch
            + $"Get-NocJournal '{journal}' | ForEach-Object {{ if (-not $count++) {{ $first = $watch.Elapsed.TotalMilliseconds }} }}" + Time
            + "\n'figure first ' + $first.ToString([cultureinfo]::InvariantCulture)\nif ($count -ne 100000) { throw $count }\n");
        Table.Row("Get-NocJournal | ForEach-Object", $"{read["time"]:0} ms, first after {read["first"]:0} ms, peak {read["peak"]:0} MB (idle {idle:0} MB)");
        Table.Goal("opened, by the first entry", read["first"], 1000, "ms");
        Table.Goal("peak memory above idle", read["peak"] - idle, 200, "MB");

        Table.Title("A run again of 10,000 circuits that have their tickets");
        await using BenchmarkServer server = await BenchmarkServer.StartAsync(sites: 10_000);
        string again = Path.Combine(Path.GetTempPath(), "nocexpress-benchmark-again.jsonl");
        File.Delete(again);
        string open = Connected(server) + $"$outage = {Outage}\n$circuits = Get-NocSite | Get-NocConfiguration -Service Broadband\n" + Watch;
        string run = $"$tickets = $circuits | New-NocTicket @outage -MultiSite Outage -JournalPath '{again}'" + Time + "\nif ($tickets.Count -ne 10000) { throw $tickets.Count }\n";
        await PowerShellProcess.MediansAsync(1, open + run);
        server.TakeRequests();
        double rerun = (await PowerShellProcess.MediansAsync(1, open + run))["time"];
        Table.Goal("requests for the issue, of its type and of any", server.TakeRequests() - 101, 2, "requests");
        Table.Goal("time", Math.Min(rerun, (await PowerShellProcess.MediansAsync(runs, open + run))["time"]), 2000, "ms");
    }

    private async Task StartupAsync()
    {
        Table.Title("Start-up");
        await using BenchmarkServer server = await BenchmarkServer.StartAsync(sites: 12);
        string empty = Path.Combine(Root, "tests", "NocExpress.EmptyModule", "bin", Metadata("Configuration"), "netstandard2.0", "NocExpress.EmptyModule.psd1");
        double theirs = (await PowerShellProcess.MediansAsync(runs * 2, Watch + $"Import-Module '{empty}'" + Time))["time"];
        double ours = (await PowerShellProcess.MediansAsync(runs * 2, Watch + $"Import-Module '{_manifest}'" + Time))["time"];
        Table.Row("Import-Module of an empty binary module", $"{theirs:0} ms");
        Table.Row("Import-Module NocExpress", $"{ours:0} ms");
        Table.Goal("against the empty one", ours / theirs, 1.5, "x");

        // A token and a list, as a connected call needs them.
        double obvious = (await PowerShellProcess.MediansAsync(
            runs * 2,
            Watch + $"$token = Invoke-RestMethod '{server.BaseUri}token' -Method Post -Body @{{ grant_type = 'client_credentials' }}\n$null = Invoke-RestMethod '{server.BaseUri}api/v1/noc/companies/sites' -Headers @{{ Authorization = \"Bearer $($token.access_token)\" }}" + Time))["time"];
        double connected = (await PowerShellProcess.MediansAsync(runs * 2, Environment(server) + $"Import-Module '{_manifest}'\n" + Watch + "$null = Get-NocSite" + Time))["time"];
        Table.Row("token and sites by Invoke-RestMethod", $"{obvious:0} ms");
        Table.Row("Get-NocSite, connecting by itself", $"{connected:0} ms");
        Table.Goal("above Invoke-RestMethod", connected - obvious, 150, "ms");
    }

    private static string Environment(BenchmarkServer server) =>
        $"$env:NOCEXPRESS_BASE_URI = '{server.BaseUri}'; $env:NOCEXPRESS_TOKEN_URI = '{server.BaseUri}token'; $env:NOCEXPRESS_CLIENT_ID = 'client'; $env:NOCEXPRESS_CLIENT_SECRET = 'secret'\n";

    private static string Connected(BenchmarkServer server) => Environment(server) + $"Import-Module '{_manifest}'; Connect-NocExpress -RequestsPerMinute 1000000\n";

    private static string Metadata(string key) =>
        typeof(Scenarios).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}

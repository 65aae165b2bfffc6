using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using NocExpress.Contract;
using NocExpress.Models;
using NocExpress.Tests.Support;

namespace NocExpress.ClientTests;

/// <summary>What is created.</summary>
internal static class TicketTests
{
    public static IEnumerable<ClientTest> All =>
    [
        new("it creates a ticket with a file", CreateAsync),
        new("no request asks first whether its body may come", ExpectAsync),
    ];

    private static async Task CreateAsync()
    {
        using INocClient client = Server.Connect();
        string file = Path.Combine(Path.GetTempPath(), $"nocexpress-{Guid.NewGuid():N}.pdf");
        File.WriteAllBytes(file, [.. Encoding.ASCII.GetBytes("%PDF-1.4\n"), .. new byte[300_000]]);
        try
        {
            NocTicket ticket = await OpenAsync(client, file);
            Expect.True(ticket.Id > 0, "the ticket has no id");
            Expect.Equal("success", ticket.Attachments.Single().Status);
            string requests = await Server.RequestsAsync();
            Expect.True(requests.Contains("300009"), "the file did not arrive whole: " + requests.Substring(Math.Max(0, requests.Length - 3000)));
            NocTicket read = await client.GetTicketAsync(ticket.Id!.Value, null, new QuietCall());
            Expect.Equal(ticket.Id, read.Id);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task ExpectAsync()
    {
        using INocClient client = Server.Connect();
        await OpenAsync(client);
        await Task.Delay(TimeSpan.FromSeconds(5));
        await OpenAsync(client);
        Expect.True((await Server.RequestsAsync()).IndexOf("100-continue", StringComparison.OrdinalIgnoreCase) < 0, "it asked by Expect: 100-continue");
    }

    /// <summary>Opens a ticket for a circuit of the first site.</summary>
    public static async Task<NocTicket> OpenAsync(INocClient client, string? file = null, string? journal = null)
    {
        NocSite site = (await ReadTests.SitesAsync(client)).First(found => found.Macnum is not null);
        NocConfiguration circuit = (await ReadTests.ConfigurationsAsync(client, site.Macnum!))[0];
        TicketItem item = new()
        {
            Position = 1,
            Macnum = site.Macnum,
            ConfigurationIds = [circuit.Id.ToString()!],
            TypeNames = [circuit.TypeNames[0]],
            SubtypeNames = [circuit.SubtypeNames[0]],
            IssueName = "Circuit Down",
            MaintenanceWindow = "Anytime",
            AccessHours = "8am-5pm CT",
            ContactName = "NOC desk",
            ContactEmailAddress = "noc@example.com",
            LocalContactName = "Store manager",
            LocalContactNumber = "(612) 555-0100",
            Attachments = file is null ? [] : [new AttachmentPath(file, file)],
        };
        QuietCall call = new();
        using ITicketPlan plan = await client.PlanTicketsAsync([item], new TicketPlanOptions { SitesPerRequest = 1, JournalPath = journal }, call);
        Expect.True(plan.ValidationErrors.Count == 0, string.Join("; ", plan.ValidationErrors.Select(static error => error.ToString())));
        List<NocTicket> tickets = [];
        await plan.Steps.Single().TakeAsync(
            ticket =>
            {
                tickets.Add(ticket);
                return Task.CompletedTask;
            },
            call);
        return tickets.Single();
    }
}

using System.Collections.Generic;
using System.Linq;
using NocExpress.Models;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>What is to be said once of all requests of a run that it is true of, however many they are.</summary>
internal sealed class RunRemarks
{
    private readonly List<(NocTicketRequest Request, string Remark)> _remarks = [];

    public void Add(NocTicketRequest request, string remark)
    {
        lock (_remarks)
        {
            _remarks.Add((request, remark));
        }
    }

    public IReadOnlyList<string> ToList()
    {
        lock (_remarks)
        {
            return [.. _remarks.GroupBy(remark => remark.Remark).Select(alike => Told([.. alike.Select(remark => remark.Request)], alike.Key))];
        }
    }

    private static string Told(NocTicketRequest[] requests, string remark)
    {
        string more = requests.Length == 1 ? "" : $" The same is true of {requests.Length - 1} more requests of this run.";
        return $"{TicketsEndpoint.Describe(requests[0])}: {remark}{more}{TicketsEndpoint.SitesOf(requests[0])}";
    }
}

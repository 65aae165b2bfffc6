using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Client.Files;
using NocExpress.Client.Journal;
using NocExpress.Models;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>
/// Items that may share a request: they differ in nothing but their configurations and, for one site, files, or, for several, sites.
/// </summary>
internal sealed class TicketGroup(IReadOnlyList<TicketDraft> drafts, NocListEncoding listEncoding)
{
    /// <summary>The parts of a request that make a ticket another, or that the journal knows by itself.</summary>
    private static readonly string[] _identity =
        ["issue_name", "type_name", "subtype_name", "customer_ticket_number", "configuration_ids", "sites", "granted_tenant_macnum", "file"];

    private SentValues? _values;

    public IReadOnlyList<TicketDraft> Drafts { get; } = drafts;

    public IReadOnlyList<UploadFile> Files { get; } = [.. drafts.SelectMany(draft => draft.Files.Elements).Distinct()];

    /// <summary>What the request holds besides its circuits, for the journal.</summary>
    public async Task<SentValues> ValuesAsync(FileTimeout patience) => _values ??= SentValues.Of(
    [
        .. Drafts[0].CommonFields.Elements.Where(part => !_identity.Contains(part.Name)).Select(part => (NameOf(part.Name), SentValues.HashOf(part.Value ?? ""))),
        .. await FilesAsync(patience).ConfigureAwait(false),
    ]);

    /// <summary>The request for some of the group's circuits.</summary>
    public NocTicketRequest Request(IReadOnlyList<TicketUnit> units)
    {
        NocTicketRequest request = Drafts[0].Request.For([.. units.GroupBy(unit => unit.Draft.Macnum).Select(Site)], [.. Files.Select(file => file.Attachment)]);
        request.Parts = TicketEncoder.Encode(request, listEncoding);
        return request;
    }

    private static NocTicketSite Site(IGrouping<string, TicketUnit> site) => new(
        site.Key,
        site.First().Draft.MaintenanceWindow,
        site.Select(unit => unit.Draft.Item.SiteName).FirstOrDefault(name => name is not null),
        [.. site.Select(unit => unit.Ticket.Circuit.ConfigurationId)]);

    private async Task<IReadOnlyList<(string Name, string Hash)>> FilesAsync(FileTimeout patience)
    {
        List<(string, string)> hashes = [];
        foreach (UploadFile file in Files.OrderBy(file => file.Attachment.Name, System.StringComparer.Ordinal))
        {
            hashes.Add(($"the file {file.Attachment.Name}", SentValues.HashOf(await file.HashAsync(patience).ConfigureAwait(false))));
        }

        return hashes;
    }

    /// <summary>The parameter of a part: users know that.</summary>
    private static string NameOf(string part) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(part).Replace("_", "");
}

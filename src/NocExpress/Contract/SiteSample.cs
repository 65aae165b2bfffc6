using System.Collections.Generic;

namespace NocExpress.Contract;

/// <summary>What the server found for a query: by it others of the kind can be understood.</summary>
/// <param name="Query">The query, of one filter.</param>
/// <param name="Found">The ids of the sites that it found.</param>
internal sealed record SiteSample(SiteQuery Query, IReadOnlyCollection<long> Found);

using System;
using System.Collections.Generic;

namespace NocExpress.Client.Journal;

/// <summary>A request as a journal remembers it.</summary>
internal sealed record SentRequest(string Id, DateTimeOffset SentAt, SentValues Values, IReadOnlyList<SentSite> Sites);

/// <summary>A site of a request as a journal remembers it.</summary>
internal sealed record SentSite(string Macnum, string? Name, string? MaintenanceWindow, IReadOnlyList<long> ConfigurationIds);

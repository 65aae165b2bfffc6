using System.Collections.Generic;

namespace NocExpress.Contract;

/// <summary>What is to be said of an answered query for configurations, besides what came.</summary>
/// <param name="Empty">The macnums of which no configuration came, and no error told.</param>
/// <param name="Foreign">How many configurations were left out because they belong to sites that were not asked for.</param>
internal sealed record ConfigurationSummary(IReadOnlyList<string> Empty, int Foreign);

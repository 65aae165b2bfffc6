using System.Collections;
using System.Collections.Generic;
using NocExpress.Models;

namespace NocExpress.Completion;

/// <summary>Completes the kinds of request for several sites, and says what each stands for.</summary>
public sealed class MultiSiteKindCompleter : NameCompleter
{
    private static readonly Dictionary<string, string> _kinds = new()
    {
        [nameof(NocMultiSiteKind.Outage)] = "Several sites are down (\"Multi-Site Outage\")",
        [nameof(NocMultiSiteKind.ServiceImpact)] = "Several sites are impaired (\"Multi-Site Service Impact\")",
        [nameof(NocMultiSiteKind.Informational)] = "For the carrier's information (\"Multi-Site Informational\")",
        [nameof(NocMultiSiteKind.ConfigurationRequest)] = "A change at several sites (\"Multi-Site Configuration Request\")",
    };

    private protected override IEnumerable<KeyValuePair<string, string>> Names(IDictionary boundParameters) => _kinds;
}

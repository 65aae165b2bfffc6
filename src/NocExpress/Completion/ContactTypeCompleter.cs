using System.Collections;
using System.Collections.Generic;
using System.Linq;
using NocExpress.Rules;

namespace NocExpress.Completion;

/// <summary>Completes the three types of contact that the API documents.</summary>
public sealed class ContactTypeCompleter : NameCompleter
{
    private protected override IEnumerable<KeyValuePair<string, string>> Names(IDictionary boundParameters) =>
        ContactRules.Types.Select(type => new KeyValuePair<string, string>(type, $"A further contact of the type \"{type}\""));
}

using System.Collections;
using System.Collections.Generic;
using System.Linq;
using NocExpress.Rules;

namespace NocExpress.Completion;

/// <summary>Completes the services that the API documents.</summary>
public sealed class ServiceCompleter : NameCompleter
{
    private protected override IEnumerable<KeyValuePair<string, string>> Names(IDictionary boundParameters) =>
        ServiceNames.All.Select(name => new KeyValuePair<string, string>(name, $"Configurations of the service {name}"));
}

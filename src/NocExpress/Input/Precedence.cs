using System.Collections.Generic;
using System.Linq;
using NocExpress.Rules;
using NocExpress.Text;

namespace NocExpress.Input;

/// <summary>
/// Which value holds for an item where several are named: what was typed goes before the item, and the item before a profile's default. Where
/// they contradict each other, that is told.
/// </summary>
internal sealed class Precedence(GivenParameters given)
{
    private readonly Dictionary<string, (int Position, string Item, string Parameter, int Count)> _contradictions = [];

    /// <summary>The contradictions that were met, each in a sentence.</summary>
    public IEnumerable<string> Contradictions => _contradictions.Select(found =>
    {
        (int position, string item, string parameter, int count) = found.Value;
        string order = given.IsDefault(found.Key) ? "An item goes before a default" : "The command line goes before an item";
        string source = given.IsDefault(found.Key) ? "$PSDefaultParameterValues" : "the command line";
        string others = count > 1 ? $"; so it is with {count} items" : "";
        return $"{found.Key}: item {position} says {TerminalText.Quoted(item)}, and {source} {TerminalText.Quoted(parameter)}. {order}{others}.";
    });

    /// <param name="name">The parameter's name.</param>
    /// <param name="position">Which item it is.</param>
    /// <param name="ofParameter">The parameter's value: the item's, where neither command line nor profile gives it.</param>
    /// <param name="ofItem">What the item itself says.</param>
    public T? Choose<T>(string name, int position, T? ofParameter, T? ofItem)
        where T : class
    {
        if (!given.Contains(name) || PropertyReader.TextOf(ofItem) is not { Length: > 0 } item)
        {
            return ofParameter;
        }

        string parameter = PropertyReader.TextOf(ofParameter) ?? "";
        if (!AreSame(item, parameter))
        {
            _contradictions[name] = _contradictions.TryGetValue(name, out (int Position, string Item, string Parameter, int Count) found)
                ? found with { Count = found.Count + 1 }
                : (position, item, parameter, 1);
        }

        return given.IsDefault(name) ? ofItem : ofParameter;
    }

    /// <remarks>True and false are written in many ways, and so are phone numbers.</remarks>
    private static bool AreSame(string one, string other) =>
        one == other
        || (Flag.Read(one) is { } flag && Flag.Read(other) == flag)
        || (PhoneNumber.Read(one, out long number) is null && PhoneNumber.Read(other, out long another) is null && number == another);
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NocExpress.Sandbox.Settings;

namespace NocExpress.Sandbox.Control;

/// <summary>
/// Everything that can be switched. Which keys there are, and what they take, is read from the code, so that none is left out; what they mean from the
/// tables of docs/sandbox.md, which is built in.
/// </summary>
internal sealed partial class Switches
{
    private static readonly Dictionary<string, (string Example, string Meaning)>[] _tables = ReadTables();

    public static Switches Instance { get; } = new();

    public IReadOnlyList<Switch> Behaviour { get; } = Of(new Behaviour());

    public IReadOnlyList<Switch> Fault { get; } = Of(new FaultRule());

    /// <summary>How a ticket is changed by hand.</summary>
    public IReadOnlyList<Switch> Ticket { get; } = Of(new TicketChange());

    public IReadOnlyList<Switch> Clock { get; } = Of(new ClockSetting());

    private static Switch[] Of(object defaults)
    {
        JsonObject values = ControlJson.Write(defaults).AsObject();
        string[] keys = [.. ControlJson.Keys(defaults.GetType()).Select(property => property.Name)];

        // Some keys are in several tables. The one that has the most of them is theirs.
        Dictionary<string, (string Example, string Meaning)> table = _tables.MaxBy(rows => keys.Count(rows.ContainsKey))!;
        return
        [
            .. from property in ControlJson.Keys(defaults.GetType())
               let type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType
               let row = table.GetValueOrDefault(property.Name, (string.Empty, string.Empty))
               select new Switch(
                   property.Name, ValueKind.Of(type), ControlJson.Choices(type), Inner(type), values[property.Name]?.DeepClone(), row.Item2, row.Item1),
        ];
    }

    private static Switch[]? Inner(Type type) => ValueKind.IsSettings(type) ? Of(Activator.CreateInstance(type)!) : null;

    /// <summary>The rows of each section's tables, by their keys.</summary>
    private static Dictionary<string, (string Example, string Meaning)>[] ReadTables()
    {
        using StreamReader reader = new(typeof(Switches).Assembly.GetManifestResourceStream("sandbox.md")!);
        return
        [
            .. from section in reader.ReadToEnd().ReplaceLineEndings("\n").Split("\n## ")
               select Row().Matches(section).ToDictionary(
                   row => row.Groups["key"].Value,
                   row => (row.Groups["example"].Value, Link().Replace(row.Groups["meaning"].Value, "$1"))),
        ];
    }

    [GeneratedRegex(@"^\| `(?<key>\w+)` \| `(?<example>[^`]+)`[^|]*\| (?<meaning>[^\n]*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Link();
}

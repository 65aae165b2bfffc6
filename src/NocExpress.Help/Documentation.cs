using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Xml.Linq;

namespace NocExpress.Help;

/// <summary>The documentation comments of an assembly, as the compiler has gathered them. What they leave out is added to the gaps.</summary>
internal sealed class Documentation(XDocument comments, Assembly assembly, ICollection<string> gaps)
{
    private readonly Dictionary<string, XElement> _members = comments.Descendants("member").ToDictionary(member => (string)member.Attribute("name")!);
    private readonly PlainText _text = new(assembly, gaps);

    /// <summary>The text of a type's element, such as <c>summary</c>, paragraph by paragraph. A type without it is a gap.</summary>
    public string[] Required(Type type, string element, string name) =>
        Noted(Optional(type, element), $"{name} has no <{element}>: document the class {type.Name}.");

    /// <summary>The text of a type's element; none if it has none.</summary>
    public string[] Optional(Type type, string element) => Paragraphs($"T:{type.FullName}", element);

    /// <summary>What is said of a parameter, and of each value that it can have. A parameter without a summary is a gap.</summary>
    public string[] Parameter(PropertyInfo property, string name)
    {
        string id = $"P:{property.DeclaringType!.FullName}.{property.Name}";
        string[] summary = Noted(Paragraphs(id, "summary"), $"{name} has no <summary>: document the property {property.DeclaringType.Name}.{property.Name}.");
        return [.. summary, .. Paragraphs(id, "remarks"), .. Values(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)];
    }

    /// <summary>The examples of a cmdlet: title, code and what is said of it. A cmdlet without one is a gap.</summary>
    public ExampleHelp[] Examples(Type type, string name)
    {
        ExampleHelp[] examples =
        [
            .. from example in Member($"T:{type.FullName}")?.Elements("example") ?? []
               select new ExampleHelp(
                   string.Join(' ', _text.Paragraphs(example.Element("summary"))).TrimEnd('.'),
                   PlainText.Code(example.Element("code")),
                   [.. example.Elements("para").SelectMany(_text.Paragraphs)]),
        ];
        if (examples.Length == 0)
        {
            gaps.Add($"{name} has no <example>: document the class {type.Name}.");
        }

        foreach (ExampleHelp example in examples.Where(example => example.Title.Length == 0 || example.Code.Length == 0 || example.Remarks.Length == 0))
        {
            gaps.Add($"{name} has an <example> without a <summary>, <code> or <para>: '{example.Title}{example.Code}'.");
        }

        return examples;
    }

    /// <summary>The cmdlets that a cmdlet refers to.</summary>
    public string[] Related(Type type) => [.. (Member($"T:{type.FullName}")?.Elements("seealso") ?? []).Select(_text.NameOf)];

    private IEnumerable<string> Values(Type type) => !type.IsEnum || type.Assembly != assembly
        ? []
        : Enum.GetNames(type).Select(value => $"{value}: {string.Join(' ', Paragraphs($"F:{type.FullName}.{value}", "summary"))}");

    private string[] Noted(string[] paragraphs, string gap)
    {
        if (paragraphs.Length == 0)
        {
            gaps.Add(gap);
        }

        return paragraphs;
    }

    private string[] Paragraphs(string id, string element) => [.. (Member(id)?.Elements(element) ?? []).SelectMany(_text.Paragraphs)];

    private XElement? Member(string id) => _members.GetValueOrDefault(id);
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NocExpress.Help;

/// <summary>Turns documentation comments into plain paragraphs: references become the names that a user of PowerShell knows.</summary>
internal sealed partial class PlainText(Assembly assembly, ICollection<string> gaps)
{
    /// <summary>The paragraphs of an element: its <c>para</c> elements, the items of its lists, and the text between them.</summary>
    public IEnumerable<string> Paragraphs(XElement? element)
    {
        StringBuilder paragraph = new();
        List<string> paragraphs = [];
        foreach (XNode node in element?.Nodes() ?? [])
        {
            if (node is XElement { Name.LocalName: "para" or "list" } block)
            {
                Add(paragraphs, paragraph);
                paragraphs.AddRange(block.Name == "para" ? Paragraphs(block) : block.Elements("item").Select(item => $"- {string.Join(' ', Paragraphs(item))}"));
            }
            else
            {
                paragraph.Append(Inline(node));
            }
        }

        Add(paragraphs, paragraph);
        return paragraphs;
    }

    /// <summary>A script as it is to be typed: without the indentation of the comment.</summary>
    public static string Code(XElement? element)
    {
        string[] lines = (element?.Value ?? "").Replace("\r", "", StringComparison.Ordinal).Split('\n');
        int indentation = lines.Where(line => line.Trim().Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty().Min();
        return string.Join('\n', lines.Select(line => line.Length < indentation ? "" : line[indentation..].TrimEnd())).Trim('\n');
    }

    /// <summary>The name that a reference stands for: a cmdlet's, a parameter's, a model's or a member's own.</summary>
    public string NameOf(XElement reference)
    {
        string id = (string?)reference.Attribute("cref") ?? "";
        string path = id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..].Split('(')[0];
        string name = path[(path.LastIndexOf('.') + 1)..];
        return id.Length == 0 ? Unknown(reference)
            : assembly.GetType(path)?.GetCustomAttribute<CmdletAttribute>() is { } cmdlet ? $"{cmdlet.VerbName}-{cmdlet.NounName}"
            : IsParameter(path, name) ? "-" + name
            : name;
    }

    private bool IsParameter(string path, string name) =>
        path.Length > name.Length && assembly.GetType(path[..^(name.Length + 1)])?.GetProperty(name)?.IsDefined(typeof(ParameterAttribute)) == true;

    private string Inline(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => code.Value,
        XElement { Name.LocalName: "paramref" } parameter => (string)parameter.Attribute("name")!,
        XElement { Name.LocalName: "see" } see when see.Attribute("langword") is { } word => "$" + word.Value,
        XElement { Name.LocalName: "see" } see when see.Attribute("href") is { } address => see.IsEmpty ? address.Value : see.Value,
        XElement { Name.LocalName: "see" } see => NameOf(see),
        XElement { Name.LocalName: "description" or "term" } part => string.Concat(part.Nodes().Select(Inline)) + " ",
        XElement other => Unknown(other),
        _ => "",
    };

    private string Unknown(XElement element)
    {
        gaps.Add($"The help cannot render {element}.");
        return "";
    }

    private static void Add(List<string> paragraphs, StringBuilder paragraph)
    {
        string text = Blanks().Replace(paragraph.ToString(), " ").Trim();
        paragraph.Clear();
        if (text.Length > 0)
        {
            paragraphs.Add(text);
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}

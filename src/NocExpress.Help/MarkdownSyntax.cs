using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace NocExpress.Help;

/// <summary>Writes a parameter set as <c>Get-Help</c> does, in lines that a page has room for.</summary>
internal static class MarkdownSyntax
{
    private const int Width = 100;

    public static string Of(string cmdlet, ParameterHelp[] set)
    {
        StringBuilder syntax = new(cmdlet);
        int lineStart = 0;
        foreach (string part in set.Select(Part).Append("[<CommonParameters>]"))
        {
            if (syntax.Length - lineStart + 1 + part.Length > Width)
            {
                syntax.Append('\n');
                lineStart = syntax.Length;
                syntax.Append("   ");
            }

            syntax.Append(' ').Append(part);
        }

        return syntax.ToString();
    }

    private static string Part(ParameterHelp parameter)
    {
        string name = parameter.Position is null ? $"-{parameter.Name}" : $"[-{parameter.Name}]";
        string whole = parameter.IsSwitch ? name : $"{name} {Value(parameter)}";
        return parameter.IsMandatory ? whole : $"[{whole}]";
    }

    private static string Value(ParameterHelp parameter) =>
        parameter.Values.Length > 0 ? $"{{{string.Join(" | ", (IEnumerable<string>)parameter.Values)}}}" : $"<{parameter.Type.Name}>";
}

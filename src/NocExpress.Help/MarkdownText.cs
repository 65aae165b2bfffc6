using System;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace NocExpress.Help;

/// <summary>
/// Sets the help's plain paragraphs in Markdown: names that a user types as code, and other cmdlets as links to their pages.
/// </summary>
internal sealed partial class MarkdownText(string page, string[] cmdlets)
{
    /// <summary>Paragraphs, and lists where they begin with a dash.</summary>
    public string Blocks(string[] paragraphs)
    {
        StringBuilder text = new();
        for (int i = 0; i < paragraphs.Length; i++)
        {
            bool isInList = i > 0 && IsItem(paragraphs[i]) && IsItem(paragraphs[i - 1]);
            text.Append(i == 0 ? "" : isInList ? "\n" : "\n\n")
                .Append(IsItem(paragraphs[i]) ? "- " + Format(paragraphs[i][2..]) : Format(paragraphs[i]));
        }

        return text.ToString();
    }

    public string Format(string text) => Words().Replace(text, word =>
        word.Groups["markup"].Success ? "\\" + word.Value
        : word.Value != page && cmdlets.Contains(word.Value) ? $"[{word.Value}]({word.Value}.md)"
        : $"`{word.Value}`");

    private static bool IsItem(string paragraph) => paragraph.StartsWith("- ", StringComparison.Ordinal);

    /// <remarks>
    /// Requests, cmdlets, parameters, variables of PowerShell and of the environment, error ids, fields of the API; and markup.
    /// </remarks>
    [GeneratedRegex("""
        (?:GET|POST)[ ]/[\w/{}]+
        | \b(?:Connect|ConvertTo|Disconnect|ForEach|Format|Get|Import|Invoke|New|Receive|Remove|Resolve|Select|Sort|Start|Wait|Watch|Where)-[A-Z]\w+(?:[ ]-[A-Z]\w+)?
        | (?<![\w-])-[A-Z]\w+(?::\$\w+)?
        | :?\$\w+(?::\w+)*
        | \bNOCEXPRESS_[A-Z_]*\*?
        | \bNoc(?!Express\b)[A-Z]\w+
        | \b[a-z]+(?:\[\])?(?:[._][a-z]+)*_[a-z]+\b
        | \b[a-z]+\[\]\.[a-z]+\b
        | (?<markup>[\\*<\[`|])
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Words();
}

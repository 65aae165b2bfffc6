using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace NocExpress.Help;

/// <summary>Writes help as Markdown, a page for each cmdlet.</summary>
internal static class MarkdownPages
{
    private const string AboutTopic = "[about_NocExpress](../../src/NocExpress/about_NocExpress.help.txt)";

    public static void Write(IReadOnlyCollection<CmdletHelp> cmdlets, string folder)
    {
        string[] names = [.. cmdlets.Select(cmdlet => cmdlet.Name)];
        foreach (CmdletHelp cmdlet in cmdlets)
        {
            IEnumerable<string> blocks = Blocks(cmdlet, new MarkdownText(cmdlet.Name, names));
            File.WriteAllText(Path.Combine(folder, cmdlet.Name + ".md"), string.Join("\n\n", blocks) + "\n");
        }
    }

    private static IEnumerable<string> Blocks(CmdletHelp cmdlet, MarkdownText text)
    {
        IEnumerable<string> related = cmdlet.Related.Select(text.Format).Append(AboutTopic);
        IEnumerable<string> online = cmdlet.HelpUri.Length == 0 ? [] : [$"[the API's documentation]({cmdlet.HelpUri})"];
        return
        [
            $"# {cmdlet.Name}",
            "<!-- Written from the documentation comments of the cmdlet: change those. -->",
            text.Blocks(cmdlet.Synopsis),
            $"```text\n{string.Join("\n\n", cmdlet.Syntax.Select(set => MarkdownSyntax.Of(cmdlet.Name, set)))}\n```",
            text.Blocks(cmdlet.Description),
            "## Examples",
            .. cmdlet.Examples.SelectMany(example => Example(example, text)),
            .. cmdlet.Parameters.Length == 0 ? Array.Empty<string>() : ["## Parameters"],
            .. cmdlet.Parameters.SelectMany(parameter => Parameter(parameter, text)),
            "## Input",
            Types(cmdlet.Inputs, text),
            "## Output",
            Types(cmdlet.Outputs, text),
            .. cmdlet.Notes.Length == 0 ? Array.Empty<string>() : ["## Notes", text.Blocks(cmdlet.Notes)],
            "## See also",
            string.Join(", ", related.Concat(online)),
        ];
    }

    private static IEnumerable<string> Example(ExampleHelp example, MarkdownText text) =>
        [$"### {text.Format(example.Title)}", $"```powershell\n{example.Code}\n```", text.Blocks(example.Remarks)];

    private static IEnumerable<string> Parameter(ParameterHelp parameter, MarkdownText text) =>
    [
        $"### -{parameter.Name}",
        string.Join(' ', Facts(parameter).Prepend($"`{parameter.Type.Name}`.")),
        text.Blocks(parameter.Description),
    ];

    /// <summary>What is not so of most parameters.</summary>
    private static IEnumerable<string> Facts(ParameterHelp parameter)
    {
        string[] pipeline =
        [
            .. parameter.FromPipeline ? ["by value"] : Array.Empty<string>(),
            .. parameter.FromPipelineByPropertyName ? ["by property name"] : Array.Empty<string>(),
        ];
        (bool Holds, string Fact)[] facts =
        [
            (parameter.IsMandatory, "Mandatory."),
            (parameter.Position is not null, $"Position {parameter.Position}."),
            (pipeline.Length > 0, $"From the pipeline, {string.Join(" and ", pipeline)}."),
            (parameter.Aliases.Length > 0, $"Alias: {string.Join(", ", parameter.Aliases.Select(alias => $"`-{alias}`"))}."),
            (parameter.AllowsWildcards, "Wildcards are allowed."),
            (parameter.Values.Length > 0, $"One of {string.Join(", ", parameter.Values.Select(value => $"`{value}`"))}."),
            (parameter.Default.Length > 0 && !parameter.IsSwitch, $"Default: `{parameter.Default}`."),
        ];
        return facts.Where(fact => fact.Holds).Select(fact => fact.Fact);
    }

    private static string Types(TypeHelp[] types, MarkdownText text) =>
        string.Join('\n', types.Select(type => $"- {(type.Name == "None" ? "None" : $"`{type.Name}`")}: {text.Format(type.Description)}"));
}

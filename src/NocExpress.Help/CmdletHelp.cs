using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace NocExpress.Help;

/// <summary>All that the help says of a cmdlet: what its class says of itself, and what PowerShell knows of it.</summary>
internal sealed record CmdletHelp
{
    public required string Name { get; init; }

    public required string Verb { get; init; }

    public required string Noun { get; init; }

    public required string[] Synopsis { get; init; }

    public required string[] Description { get; init; }

    public required string[] Notes { get; init; }

    /// <summary>The page that <c>Get-Help -Online</c> opens; empty if there is none.</summary>
    public required string HelpUri { get; init; }

    /// <summary>The parameters of each parameter set, as the syntax shows them.</summary>
    public required ParameterHelp[][] Syntax { get; init; }

    public required ParameterHelp[] Parameters { get; init; }

    public required TypeHelp[] Inputs { get; init; }

    public required TypeHelp[] Outputs { get; init; }

    public required ExampleHelp[] Examples { get; init; }

    public required string[] Related { get; init; }

    /// <summary>The help of every cmdlet of an assembly.</summary>
    public static IEnumerable<CmdletHelp> AllOf(Assembly assembly, Documentation documentation) =>
        from type in assembly.GetExportedTypes()
        let attribute = type.GetCustomAttribute<CmdletAttribute>()
        where attribute is not null
        let name = $"{attribute.VerbName}-{attribute.NounName}"
        orderby name
        select Of(type, attribute, name, documentation);

    private static CmdletHelp Of(Type type, CmdletAttribute attribute, string name, Documentation documentation)
    {
        CmdletInfo cmdlet = new(name, type);
        ParameterReader reader = new(type, name, documentation);
        ParameterHelp[][] syntax = [.. cmdlet.ParameterSets.OrderByDescending(set => set.IsDefault).Select(reader.Read)];
        ParameterHelp[] parameters =
        [
            .. syntax.SelectMany(set => set)
                .GroupBy(parameter => parameter.Name)
                .Select(ParameterHelp.OfAllSets)
                .OrderBy(parameter => parameter.Name, StringComparer.Ordinal),
        ];
        return new CmdletHelp
        {
            Name = name,
            Verb = attribute.VerbName,
            Noun = attribute.NounName,
            Synopsis = documentation.Required(type, "summary", name),
            Description = documentation.Required(type, "remarks", name),
            Notes = documentation.Optional(type, "notes"),
            HelpUri = attribute.HelpUri ?? "",
            Syntax = syntax,
            Parameters = parameters,
            Inputs = [.. InputsOf(parameters)],
            Outputs = [.. OutputsOf(cmdlet, type, documentation)],
            Examples = documentation.Examples(type, name),
            Related = documentation.Related(type),
        };
    }

    private static IEnumerable<TypeHelp> InputsOf(ParameterHelp[] parameters)
    {
        foreach (ParameterHelp parameter in parameters.Where(parameter => parameter.FromPipeline))
        {
            yield return new TypeHelp(parameter.Type.FullName!, $"-{parameter.Name}: {parameter.Description[0]}");
        }

        string[] byName = [.. parameters.Where(parameter => parameter.FromPipelineByPropertyName).Select(parameter => parameter.Name)];
        if (byName.Length > 0)
        {
            yield return new TypeHelp(typeof(PSObject).FullName!, $"Any object with properties that are named like these parameters: {string.Join(", ", byName)}.");
        }

        if (byName.Length == 0 && !parameters.Any(parameter => parameter.FromPipeline))
        {
            yield return TypeHelp.None("Nothing is taken from the pipeline.");
        }
    }

    /// <remarks>The module's own types say what they are; of any other the cmdlet says what it holds.</remarks>
    private static IEnumerable<TypeHelp> OutputsOf(CmdletInfo cmdlet, Type type, Documentation documentation) => cmdlet.OutputType.Select(output =>
        output.Type == typeof(void)
            ? TypeHelp.None("Nothing is written to the output.")
            : new TypeHelp(output.Name, string.Join(' ', output.Type.Assembly == type.Assembly
                ? documentation.Required(output.Type, "summary", output.Name)
                : documentation.Required(type, "returns", $"{cmdlet.Name}, which writes a {output.Name},"))));
}

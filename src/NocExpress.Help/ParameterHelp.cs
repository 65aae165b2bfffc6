using System;
using System.Collections.Generic;
using System.Linq;

namespace NocExpress.Help;

/// <summary>All that the help says of a parameter, in one parameter set or in all.</summary>
internal sealed record ParameterHelp
{
    public required string Name { get; init; }

    public required Type Type { get; init; }

    public required string[] Description { get; init; }

    public required string[] Aliases { get; init; }

    /// <summary>The values that it can have, where they are few and known.</summary>
    public required string[] Values { get; init; }

    /// <summary>The value that it has if it is not given; empty if it has none.</summary>
    public required string Default { get; init; }

    public required bool IsMandatory { get; init; }

    /// <summary>Where it stands without its name; <see langword="null"/> if it needs its name.</summary>
    public required int? Position { get; init; }

    public required bool FromPipeline { get; init; }

    public required bool FromPipelineByPropertyName { get; init; }

    public required bool AllowsWildcards { get; init; }

    public bool IsSwitch => Type == typeof(System.Management.Automation.SwitchParameter);

    /// <summary>What holds of a parameter in any of its parameter sets.</summary>
    public static ParameterHelp OfAllSets(IEnumerable<ParameterHelp> sets)
    {
        ParameterHelp[] all = [.. sets];
        return all[0] with
        {
            IsMandatory = all.All(parameter => parameter.IsMandatory),
            FromPipeline = all.Any(parameter => parameter.FromPipeline),
            FromPipelineByPropertyName = all.Any(parameter => parameter.FromPipelineByPropertyName),
        };
    }
}

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Reflection;

namespace NocExpress.Help;

/// <summary>Reads the parameters of a cmdlet as PowerShell sees them.</summary>
internal sealed class ParameterReader(Type cmdlet, string cmdletName, Documentation documentation)
{
    /// <summary>Those that a cmdlet has by SupportsShouldProcess: no property of its own says what they do.</summary>
    private static readonly Dictionary<string, string> _shouldProcess = new()
    {
        ["WhatIf"] = "Check everything, say what would be done, and do nothing.",
        ["Confirm"] = "Ask before anything is done. -Confirm:$false never asks, whatever $ConfirmPreference says.",
    };

    /// <summary>A cmdlet as PowerShell makes it, whose properties hold their defaults.</summary>
    private readonly object _fresh = Activator.CreateInstance(cmdlet)!;
    private readonly Dictionary<string, string[]> _descriptions = [];

    /// <summary>The parameters of a set in the order in which PowerShell writes them; those of every cmdlet are left out.</summary>
    public ParameterHelp[] Read(CommandParameterSetInfo set) =>
    [
        .. set.Parameters
            .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
            .Select(Read)
            .OrderBy(parameter => parameter.Position ?? int.MaxValue)
            .ThenBy(parameter => !parameter.IsMandatory)
            .ThenBy(parameter => _shouldProcess.ContainsKey(parameter.Name)),
    ];

    private ParameterHelp Read(CommandParameterInfo parameter)
    {
        PropertyInfo? property = cmdlet.GetProperty(parameter.Name);
        return new ParameterHelp
        {
            Name = parameter.Name,
            Type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType,
            Description = Description(parameter.Name, property),
            Aliases = [.. parameter.Aliases],
            Values = [.. Values(parameter)],
            Default = parameter.IsMandatory ? "" : Shown(property is null ? default(SwitchParameter) : property.GetValue(_fresh)),
            IsMandatory = parameter.IsMandatory,
            Position = parameter.Position < 0 ? null : parameter.Position,
            FromPipeline = parameter.ValueFromPipeline,
            FromPipelineByPropertyName = parameter.ValueFromPipelineByPropertyName,
            AllowsWildcards = parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any(),
        };
    }

    /// <remarks>A parameter is read once for each set, and what it lacks is to be told once.</remarks>
    private string[] Description(string name, PropertyInfo? property)
    {
        if (!_descriptions.TryGetValue(name, out string[]? description))
        {
            description = property is null ? [_shouldProcess[name]] : documentation.Parameter(property, $"{cmdletName} -{name}");
            _descriptions.Add(name, description);
        }

        return description;
    }

    private static IEnumerable<string> Values(CommandParameterInfo parameter)
    {
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return type.IsEnum ? Enum.GetNames(type) : parameter.Attributes.OfType<ValidateSetAttribute>().SelectMany(set => set.ValidValues);
    }

    private static string Shown(object? value) => value switch
    {
        null or Array => "",
        SwitchParameter flag => flag.ToString(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}

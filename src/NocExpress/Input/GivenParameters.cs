using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace NocExpress.Input;

/// <summary>
/// Tells what was typed from what a profile gives by <c>$PSDefaultParameterValues</c>. PowerShell binds both alike, before the first row, puts both
/// into <c>BoundParameters</c>, and lets a row bind neither any more.
/// </summary>
/// <remarks>
/// There is no public way to ask. A bound value that no entry of the table could have given was typed. Where an entry gives the same value, the
/// statement that called the cmdlet (the top of the call stack) shows whether the parameter stands there, or in what is splatted there; where
/// there is no such statement, as behind the API of PowerShell, the value is taken for the default.
/// </remarks>
internal sealed class GivenParameters
{
    private readonly PSCmdlet _command;
    private readonly Dictionary<string, string[]> _names;
    private readonly HashSet<string> _given;
    private readonly HashSet<string> _defaults;

    /// <param name="command">The cmdlet, at its beginning: later its bound parameters hold those of a row, too.</param>
    public GivenParameters(PSCmdlet command)
    {
        _command = command;
        _names = command.MyInvocation.MyCommand.Parameters.Values.ToDictionary(
            static parameter => parameter.Name,
            static parameter => TableColumns.NamesOf(parameter).ToArray(),
            StringComparer.OrdinalIgnoreCase);
        _given = new HashSet<string>(command.MyInvocation.BoundParameters.Keys, StringComparer.OrdinalIgnoreCase);
        string[] candidates = [.. _given.Where(MayBeDefault)];
        HashSet<string> typed = candidates.Length == 0 ? [] : Typed();
        _defaults = new HashSet<string>(candidates.Where(name => !typed.Contains(name)), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether the command line or the profile gives the parameter.</summary>
    public bool Contains(string parameter) => _given.Contains(parameter);

    /// <summary>Whether the profile alone gives it.</summary>
    public bool IsDefault(string parameter) => _defaults.Contains(parameter);

    /// <summary>The parameter's name and its aliases: what a row's column for it may be called.</summary>
    public IReadOnlyList<string> NamesOf(string parameter) => _names[parameter];

    private bool MayBeDefault(string parameter)
    {
        if (JsonInput.Unwrapped(_command.GetVariableValue("PSDefaultParameterValues")) is not IDictionary table
            || table.Cast<DictionaryEntry>().Any(static entry => IsName(entry.Key, "Disabled") && LanguagePrimitives.IsTrue(entry.Value)))
        {
            return false;
        }

        object bound = _command.MyInvocation.BoundParameters[parameter];
        return table.Cast<DictionaryEntry>().Any(entry =>
            entry.Key.ToString()!.Trim().Split([':'], 2) is [var command, var name]
            && _names[parameter].Any(Matching(name).IsMatch)
            && IsThis(command)
            && (JsonInput.Unwrapped(entry.Value) is ScriptBlock || PropertyReader.TextOf(entry.Value) == PropertyReader.TextOf(bound)));
    }

    /// <summary>Whether an entry of the table is for the cmdlet: by its name, its module and name, or one of its aliases, with wildcards.</summary>
    private bool IsThis(string name)
    {
        CommandInfo command = _command.MyInvocation.MyCommand;
        WildcardPattern pattern = Matching(name);
        return pattern.IsMatch(command.Name)
            || pattern.IsMatch($"{command.ModuleName}\\{command.Name}")
            || _command.InvokeCommand.GetCommands(name.Trim(), CommandTypes.Alias, nameIsPattern: true).OfType<AliasInfo>()
                .Any(alias => string.Equals(alias.ResolvedCommand?.Name, command.Name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The parameters that stand in the statement that called the cmdlet.</summary>
    private HashSet<string> Typed()
    {
        string? statement = Runspace.DefaultRunspace?.Debugger?.GetCallStack().FirstOrDefault()?.Position?.Text;
        IEnumerable<CommandAst> calls = Parser.ParseInput(statement ?? "", out _, out _)
            .FindAll(static ast => ast is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>()
            .Where(call => call.GetCommandName() is not { } name || IsName(name, _command.MyInvocation.InvocationName));
        return new HashSet<string>(
            calls.SelectMany(call => call.CommandElements).SelectMany(NamesIn).Select(Resolved),
            StringComparer.OrdinalIgnoreCase);
    }

    private IEnumerable<string> NamesIn(CommandElementAst element) => element switch
    {
        CommandParameterAst parameter => [parameter.ParameterName],
        VariableExpressionAst { Splatted: true } splatted =>
            JsonInput.Unwrapped(_command.GetVariableValue(splatted.VariablePath.UserPath)) is IDictionary values
                ? values.Keys.Cast<object>().Select(static key => key.ToString()!)
                : [],
        _ => [],
    };

    /// <remarks>PowerShell takes the beginning of a name and an alias for the parameter, too.</remarks>
    private string Resolved(string name)
    {
        try
        {
            return _command.MyInvocation.MyCommand.ResolveParameter(name).Name;
        }
        catch (RuntimeException)
        {
            // Of another command of the same statement.
            return name;
        }
    }

    private static WildcardPattern Matching(string name) => WildcardPattern.Get(name.Trim(), WildcardOptions.IgnoreCase);

    private static bool IsName(object one, string other) => string.Equals(one.ToString(), other, StringComparison.OrdinalIgnoreCase);
}

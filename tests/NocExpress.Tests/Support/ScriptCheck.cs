using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using Xunit;

namespace NocExpress.Tests.Support;

/// <summary>What can be tried of a documented script without running it.</summary>
internal static class ScriptCheck
{
    /// <summary>Asserts that a script is well formed, and calls cmdlets of the module and parameters of them that exist.</summary>
    public static void CallsWhatExists(Shell shell, string script)
    {
        ScriptBlockAst parsed = Parser.ParseInput(script, out _, out ParseError[] errors);

        Assert.Empty(errors.Select(error => error.Message));
        IEnumerable<CommandAst> calls = parsed.FindAll(node => node is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>();
        foreach (CommandAst call in calls.Where(call => call.GetCommandName()?.Contains("-Noc", StringComparison.Ordinal) == true))
        {
            CommandInfo command = Assert.IsType<CmdletInfo>(shell.Run($"Get-Command {call.GetCommandName()}").ShouldHaveNoErrors().Output.Single().BaseObject, exactMatch: false);
            IEnumerable<string> given = call.CommandElements.OfType<CommandParameterAst>().Select(parameter => parameter.ParameterName);
            Assert.All(given, name => Assert.Contains(name, command.Parameters.Keys));
        }
    }
}

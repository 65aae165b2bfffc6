using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace NocExpress.Completion;

/// <summary>
/// Completes a value by names that are known beforehand, in whichever quotes the user has begun: Tab must answer at once.
/// </summary>
public abstract class NameCompleter : IArgumentCompleter
{
    private protected NameCompleter()
    {
    }

    /// <summary>Returns the names that begin with the word, or hold it where none begins with it.</summary>
    /// <param name="commandName">The cmdlet.</param>
    /// <param name="parameterName">The parameter.</param>
    /// <param name="wordToComplete">What the user has typed, with an opening quote if there is one.</param>
    /// <param name="commandAst">The command line.</param>
    /// <param name="fakeBoundParameters">The other parameters, as far as they are known.</param>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        Quoting quoting = Quoting.Of(wordToComplete);
        string word = quoting.Unquote(wordToComplete);
        KeyValuePair<string, string>[] names = [.. Names(fakeBoundParameters)];
        KeyValuePair<string, string>[] found = Where(names, name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase));
        if (found.Length == 0)
        {
            found = Where(names, name => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
        }

        return found.Select(name => new CompletionResult(
            quoting.Quote(name.Key), name.Key, CompletionResultType.ParameterValue, string.IsNullOrWhiteSpace(name.Value) ? name.Key : name.Value));
    }

    /// <summary>The names, each with a line about it.</summary>
    private protected abstract IEnumerable<KeyValuePair<string, string>> Names(IDictionary boundParameters);

    private static KeyValuePair<string, string>[] Where(KeyValuePair<string, string>[] names, Func<string, bool> condition) =>
        [.. names.Where(name => condition(name.Key))];
}

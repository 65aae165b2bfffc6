using System.Linq;
using System.Management.Automation.Language;

namespace NocExpress.Completion;

/// <summary>The way in which a value on the command line is quoted.</summary>
internal sealed class Quoting
{
    private static readonly Quoting _bare = new(null);
    private static readonly Quoting _single = new('\'');
    private static readonly Quoting _double = new('"');

    private readonly char? _mark;

    private Quoting(char? mark) => _mark = mark;

    /// <summary>How a word that is being typed has begun.</summary>
    public static Quoting Of(string word) => word switch
    {
        ['\'', ..] => _single,
        ['"', ..] => _double,
        _ => _bare,
    };

    public string Unquote(string word)
    {
        if (_mark is not { } mark)
        {
            return word;
        }

        string inner = word.Substring(1);
        return inner.Length > 0 && inner[inner.Length - 1] == mark ? inner.Substring(0, inner.Length - 1) : inner;
    }

    public string Quote(string name) => _mark switch
    {
        '"' => $"\"{name.Replace("`", "``").Replace("$", "`$").Replace("\"", "`\"")}\"",
        null when IsPlain(name) => name,
        _ => $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'",
    };

    /// <remarks>What begins with a digit is a number to PowerShell, and a number has no leading zeros.</remarks>
    private static bool IsPlain(string name) => name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_') && char.IsLetter(name[0]);
}

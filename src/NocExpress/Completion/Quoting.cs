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
        '"' when !name.Any(IsSpecial) => $"\"{name}\"",
        null when IsPlain(name) => name,
        _ => $"'{CodeGeneration.EscapeSingleQuotedStringContent(name)}'",
    };

    /// <remarks>
    /// PowerShell takes typographic quotes for quotes. A name comes from a server, and must never end the string that it stands in: what is special
    /// between double quotes goes between single ones, which have but one rule, and PowerShell's own method for it.
    /// </remarks>
    private static bool IsSpecial(char c) => c is '`' or '$' or '"' or '\u201C' or '\u201D' or '\u201E';

    /// <remarks>What begins with a digit is a number to PowerShell, and a number has no leading zeros.</remarks>
    private static bool IsPlain(string name) => name.All(c => char.IsLetterOrDigit(c) || c is '-' or '_') && char.IsLetter(name[0]);
}

using System.Collections.Generic;
using System.Text;

namespace NocExpress.Client.Secrecy;

/// <summary>A text from which encodings were taken off. Of each of its characters it is known which of the original it stood in.</summary>
internal sealed class DecodedText
{
    private readonly int[]? _starts;
    private readonly int[]? _ends;

    /// <summary>The original itself.</summary>
    public DecodedText(string text) => Text = text;

    private DecodedText(string text, int[] starts, int[] ends)
    {
        Text = text;
        _starts = starts;
        _ends = ends;
    }

    public string Text { get; }

    /// <summary>Where in the original the character begins.</summary>
    public int Start(int at) => _starts is null ? at : _starts[at];

    /// <summary>Where in the original the character ends.</summary>
    public int End(int at) => _ends is null ? at + 1 : _ends[at];

    /// <summary>Puts a decoded text together, character by character.</summary>
    public sealed class Builder(DecodedText source)
    {
        private readonly StringBuilder _text = new(source.Text.Length);
        private readonly List<int> _starts = new(source.Text.Length);
        private readonly List<int> _ends = new(source.Text.Length);

        public DecodedText Source { get; } = source;

        public int Length => _text.Length;

        /// <summary>Adds what stood in these characters of the source.</summary>
        public void Add(char c, int from, int length)
        {
            _text.Append(c);
            _starts.Add(Source.Start(from));
            _ends.Add(Source.End(from + length - 1));
        }

        /// <summary>Adds a code point, which may take two characters.</summary>
        public void Add(int codePoint, int from, int length)
        {
            string characters = codePoint is <= char.MaxValue or > 0x10FFFF ? ((char)codePoint).ToString() : char.ConvertFromUtf32(codePoint);
            foreach (char c in characters)
            {
                Add(c, from, length);
            }
        }

        public DecodedText Build() => new(_text.ToString(), [.. _starts], [.. _ends]);
    }
}

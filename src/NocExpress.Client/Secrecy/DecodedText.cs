using System.Collections.Generic;
using System.Text;

namespace NocExpress.Client.Secrecy;

/// <summary>
/// A text from which encodings were taken off. Of each of its characters it is known which of the original it stood in, where that is
/// wanted.
/// </summary>
internal sealed class DecodedText
{
    private readonly List<int>? _starts;
    private readonly List<int>? _ends;

    /// <param name="text">The original itself.</param>
    /// <param name="isMapped">Whether it is wanted where in it the characters of what is decoded stood: to know that costs five times as
    /// much memory.</param>
    public DecodedText(string text, bool isMapped)
    {
        Text = text;
        IsMapped = isMapped;
    }

    private DecodedText(string text, List<int>? starts, List<int>? ends)
    {
        Text = text;
        _starts = starts;
        _ends = ends;
        IsMapped = starts is not null;
    }

    public string Text { get; }

    public bool IsMapped { get; }

    /// <summary>Where in the original the character begins.</summary>
    public int Start(int at) => _starts is null ? at : _starts[at];

    /// <summary>Where in the original the character ends.</summary>
    public int End(int at) => _ends is null ? at + 1 : _ends[at];

    /// <summary>Puts a decoded text together, character by character.</summary>
    public sealed class Builder(DecodedText source)
    {
        private readonly DecodedText _source = source;
        private readonly StringBuilder _text = new();
        private readonly List<int>? _starts = source.IsMapped ? new(source.Text.Length) : null;
        private readonly List<int>? _ends = source.IsMapped ? new(source.Text.Length) : null;

        /// <summary>Adds what stood in these characters of the source.</summary>
        public void Add(char c, int from, int length)
        {
            _text.Append(c);
            _starts?.Add(_source.Start(from));
            _ends?.Add(_source.End(from + length - 1));
        }

        /// <summary>Adds a code point, which may take two characters.</summary>
        public void Add(int codePoint, int from, int length)
        {
            if (codePoint <= char.MaxValue)
            {
                Add((char)codePoint, from, length);
                return;
            }

            foreach (char c in char.ConvertFromUtf32(codePoint))
            {
                Add(c, from, length);
            }
        }

        public DecodedText Build() => new(_text.ToString(), _starts, _ends);
    }
}

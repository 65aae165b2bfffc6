using System.Collections.Generic;
using System.Linq;

namespace NocExpress.Client.Secrecy;

/// <summary>
/// A secret as it is looked for: in texts from which the encodings are taken off, and so without those that it may seem to have itself.
/// </summary>
internal sealed class Secret
{
    /// <summary>What is shorter is a word of the data, such as a part of a site's name.</summary>
    private const int ShortestInData = 8;

    public Secret(string text)
    {
        Text = text;

        // .NET quotes a header that is none as far as its colon. The blanks at the edges may get lost.
        string[] texts = [text.Trim(), text.Split(':')[0]];
        IEnumerable<string> patterns = texts.SelectMany(part => Encodings.Layers(new DecodedText(part, isMapped: false))).Select(layer => layer.Text);
        Patterns = [.. patterns.Where(pattern => pattern.Length >= Secrecy.Patterns.Shortest).Distinct()];
        PatternsInData = [.. Patterns.Where(pattern => pattern.Length >= ShortestInData)];
    }

    public string Text { get; }

    public IReadOnlyList<string> Patterns { get; }

    public IReadOnlyList<string> PatternsInData { get; }
}

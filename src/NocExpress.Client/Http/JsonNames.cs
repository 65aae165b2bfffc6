using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace NocExpress.Client.Http;

/// <summary>
/// The names of the fields of a list's rows. Row after row has the same fields in the same order, so that a name is compared with the one
/// that stood there before instead of being made anew.
/// </summary>
internal sealed class JsonNames
{
    private readonly List<(string Text, byte[] Utf8)> _names = [];

    /// <param name="property">The field.</param>
    /// <param name="position">Where it stands in its row.</param>
    [MethodImpl(Hot.Path)]
    public string Of(JsonProperty property, int position)
    {
        if (position < _names.Count && property.NameEquals(_names[position].Utf8))
        {
            return _names[position].Text;
        }

        string name = JsonText.NameOf(property);
        if (position < _names.Count)
        {
            _names[position] = (name, Encoding.UTF8.GetBytes(name));
        }
        else
        {
            _names.Add((name, Encoding.UTF8.GetBytes(name)));
        }

        return name;
    }
}

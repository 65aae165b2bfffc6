using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using NocExpress.Client.Json;

namespace NocExpress.Client.FirstContact;

/// <summary>The beginning of a list, of which the rest was not read: closed after its last whole row, it is JSON again.</summary>
internal static class CutJson
{
    /// <returns>Nothing where no row is whole.</returns>
    public static string Close(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text.TrimStart('\uFEFF'));
        Utf8JsonReader reader = new(bytes, isFinalBlock: false, new JsonReaderState(JsonText.DeepReader));
        Stack<char> open = new();
        int end = 0;
        string closing = "";
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartArray:
                        open.Push(']');
                        break;
                    case JsonTokenType.StartObject:
                        open.Push('}');
                        break;
                    case JsonTokenType.EndArray:
                        open.Pop();
                        break;
                    case JsonTokenType.EndObject:
                        open.Pop();

                        // A row stands in an array, which is all or a field of the only object around it.
                        if (open.Count is 1 or 2 && open.Peek() == ']')
                        {
                            (end, closing) = ((int)reader.BytesConsumed, string.Concat(open));
                        }

                        break;
                }
            }
        }
        catch (JsonException)
        {
            // What came before is whole all the same.
        }

        return Encoding.UTF8.GetString(bytes, 0, end) + closing;
    }
}

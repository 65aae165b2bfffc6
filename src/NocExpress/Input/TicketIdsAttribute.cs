using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace NocExpress.Input;

/// <summary>
/// Reads ticket numbers from text digit by digit. PowerShell's own conversion takes a comma for a thousands separator: it would read
/// "1234,5678" as one number.
/// </summary>
internal sealed class TicketIdsAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object data = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return data switch
        {
            string text => Parse(text).ToArray(),
            IList list when list.Cast<object?>().Any(element => JsonInput.Unwrapped(element) is string) =>
                list.Cast<object?>().SelectMany(element => JsonInput.Unwrapped(element) is string text ? Parse(text) : [element!]).ToArray(),
            _ => inputData,
        };
    }


    private static IEnumerable<object> Parse(string text)
    {
        foreach (string word in text.Split(','))
        {
            yield return long.TryParse(word.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long id)
                ? id
                : throw new ArgumentTransformationMetadataException($"'{text}' is not a ticket number. Ticket numbers are whole numbers, such as 1234567.");
        }
    }
}

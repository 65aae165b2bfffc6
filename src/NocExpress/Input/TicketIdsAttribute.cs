using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace NocExpress.Input;

/// <summary>Reads numbers of tickets from texts; in one text they are separated by commas.</summary>
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

    private static IEnumerable<object> Parse(string text) => text.Split(',').Select(word => (object)TicketIdAttribute.Parse(word));
}

using System;
using System.Management.Automation;

namespace NocExpress.Input;

/// <summary>
/// Reads numbers of tickets as <see cref="TicketIdsAttribute"/> does, where an input may have none: an entry of a journal whose ticket was
/// not opened, and its row in a table.
/// </summary>
internal sealed class FollowedIdsAttribute : ArgumentTransformationAttribute
{
    private static readonly TicketIdsAttribute _ids = new();

    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        JsonInput.Unwrapped(inputData) is null or string { Length: 0 } ? Array.Empty<long>() : _ids.Transform(engineIntrinsics, inputData);
}

using NocExpress.Contract;

namespace NocExpress.Client.Api;

/// <summary>The API has no next page: a full page may be a part of the list, and the user must know.</summary>
internal static class PageLimit
{
    public static void WarnWhereReached(string what, int count, int? pageSize, ICallContext call)
    {
        if (count > 0 && count >= pageSize)
        {
            call.Warning($"As many {what} came as -PageSize asked for ({pageSize}): there may be more, and the API offers no next page. Ask with a larger -PageSize or a narrower filter.");
        }
    }
}

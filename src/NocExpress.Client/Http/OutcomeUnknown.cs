using System;
using NocExpress.Models;

namespace NocExpress.Client.Http;

/// <summary>The error of a create that went out and of which nobody knows what became.</summary>
internal static class OutcomeUnknown
{
    public static NocException After(ApiRequest request, string reason, Exception? fault = null, int? status = null) =>
        new(NocErrorKind.OutcomeUnknown, Message(request, reason), fault) { StatusCode = status };

    public static string Message(ApiRequest request, string reason) =>
        $"{request.Subject}: the request was sent and its answer is missing or cannot be read ({reason}). The tickets may exist. "
        + "It was not sent again. Look for them in Granite360 before you send it again.";
}

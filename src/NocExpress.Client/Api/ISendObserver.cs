using System.Threading.Tasks;

namespace NocExpress.Client.Api;

/// <summary>Whoever must know at every instant whether a request may be on the server.</summary>
internal interface ISendObserver
{
    /// <summary>The request goes out next: from now on the server may act on it.</summary>
    Task SendingAsync();

    /// <summary>The server did not act on it.</summary>
    /// <param name="reason">Why not.</param>
    /// <param name="refused">Whether it was the server that said no: else the request never got there.</param>
    Task NotActedOnAsync(string reason, bool refused);
}

namespace NocExpress.Client.Api;

/// <summary>Whoever must know at every instant whether a request may be on the server.</summary>
internal interface ISendObserver
{
    /// <summary>The request goes out next: from now on the server may act on it.</summary>
    void Sending();

    /// <summary>The server did not act on it.</summary>
    void NotActedOn(string reason);
}

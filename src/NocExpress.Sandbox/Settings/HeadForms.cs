namespace NocExpress.Sandbox.Settings;

// What the head of a response tells, where the documents leave it open. Each is one key of Behaviour.

/// <summary>Where the server's identifier of a request stands: in the head of every response, in the body of an error, or nowhere.</summary>
internal enum RequestIdPlace { Header, Body, None }

/// <summary>By whose headers a response tells of the limit: by none, by Okta's, or by those of the IETF's draft.</summary>
internal enum RateLimitHeaders { None, Okta, Ietf }

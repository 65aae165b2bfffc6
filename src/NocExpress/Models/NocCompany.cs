using System;
using NocExpress.Text;

namespace NocExpress.Models;

/// <summary>
/// Whose an object is: the server that it came from, as which client, on behalf of which tenant. Tickets for the sites of one company never go
/// out in the name of another.
/// </summary>
/// <param name="Server">The base URI.</param>
/// <param name="ClientId">The client id; none where the connection was made with an access token, which does not say whose it is.</param>
/// <param name="Tenant">The company acted for (<c>granted_tenant_macnum</c>), where it is not the client's own.</param>
internal sealed record NocCompany(Uri Server, string? ClientId, string? Tenant)
{
    /// <summary>Whether the other is another company, as far as the two say: an access token does not say whose it is.</summary>
    public bool Differs(NocCompany other) =>
        Server != other.Server || Tenant != other.Tenant || (ClientId is not null && other.ClientId is not null && ClientId != other.ClientId);

    /// <summary>Returns the company in words.</summary>
    public override string ToString()
    {
        string client = ClientId is null ? "" : $" as client {TerminalText.Quoted(ClientId)}";
        return Tenant is null ? $"the client's own company at {Server}{client}" : $"company {TerminalText.Quoted(Tenant)} at {Server}{client}";
    }
}

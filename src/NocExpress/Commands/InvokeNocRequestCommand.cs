using System;
using System.Collections;
using System.Management.Automation;
using NocExpress.Contract;
using NocExpress.Input;
using NocExpress.Models;

namespace NocExpress.Commands;

/// <summary>
/// Sends a request to any path of the API, for what no other cmdlet offers, with the connection's token, rate limit and errors. A GET is tried
/// again like every read; anything else is sent once, whatever becomes of it.
/// </summary>
/// <remarks>
/// <para>The path is one below the connection's base URI. The token goes to no other server, and no redirect is followed.</para>
/// <para>JSON comes out as objects: the elements of a list one by one, and of any other answer the whole. An empty answer gives nothing.
/// Texts stay texts, also where they hold a time. A secret of the connection that the server sends back is replaced by ***.</para>
/// <para>Errors: NocValidationFailed for a path, query or body that cannot be sent; NocRequestRejected for a path that the server does not know;
/// NocOutcomeUnknown where a request other than a GET got no answer, or a 5xx: the server may have acted on it. The limits of <c>New-NocTicket</c>,
/// its checks and its journal do not apply: open tickets with that.</para>
/// </remarks>
/// <returns>With <c>-Raw</c> the text of the answer; without, an object for each element of a list, or for the whole answer, with the fields of the API.</returns>
/// <example>
/// <summary>Read what no cmdlet reads.</summary>
/// <code>Invoke-NocRequest api/v1/noc/companies/sites -Query @{ search = 'Minneapolis'; page_size = 10 }</code>
/// <para>Asks for <c>/api/v1/noc/companies/sites?search=Minneapolis&amp;page_size=10</c>. The answer's fields keep the API's names.</para>
/// </example>
/// <example>
/// <summary>Keep an answer as it came.</summary>
/// <code>Invoke-NocRequest api/v1/noc/tickets/static -Raw | Set-Content ./issues.json</code>
/// <para>Without <c>-Raw</c> the answer would be an object.</para>
/// </example>
/// <example>
/// <summary>See what a request would do.</summary>
/// <code>Invoke-NocRequest api/v1/noc/tickets/external -Method POST -Form @{ issue_name = 'Circuit Down'; file = Get-Item ./floor-plan.pdf } -WhatIf</code>
/// <para>A file is what <c>Get-Item</c> gives; a text is never taken for the path of one.</para>
/// </example>
/// <seealso cref="ConnectNocExpressCommand"/>
/// <seealso cref="NewNocTicketCommand"/>
[Cmdlet(VerbsLifecycle.Invoke, "NocRequest", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = BodySet)]
[OutputType(typeof(PSObject), typeof(string))]
public sealed class InvokeNocRequestCommand : ConnectedCommand
{
    private const string BodySet = "Body";
    private const string FormSet = "Form";

    /// <summary>The path below the connection's base URI, such as <c>api/v1/noc/companies/sites</c>. A whole URI is taken if it lies below the base URI.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>GET (the default), POST, PUT, PATCH or DELETE.</summary>
    [Parameter(Position = 1)]
    [ValidateSet("GET", "POST", "PUT", "PATCH", "DELETE")]
    public string Method { get; set; } = "GET";

    /// <summary>
    /// The query: names and values. A list of values is sent separated by commas, as the API takes lists; <c>$null</c> is left out. The
    /// <c>granted_tenant_macnum</c> of the connection is added, unless it is here or there is a form, which gets it as a field.
    /// </summary>
    [Parameter]
    public IDictionary? Query { get; set; }

    /// <summary>What to send as JSON: a hashtable, an object or a list. Text is taken for JSON that is ready. Not for a GET.</summary>
    [Parameter(ParameterSetName = BodySet)]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? Body { get; set; }

    /// <summary>
    /// What to send as <c>multipart/form-data</c>: names and values. A file is what <c>Get-Item</c> gives, no link, and its name alone is
    /// sent; a list is as many fields of that name. Not for a GET.
    /// </summary>
    [Parameter(ParameterSetName = FormSet, Mandatory = true)]
    [ValidateNotNull]
    public IDictionary? Form { get; set; }

    /// <summary>Return the answer's text as it came, whatever it is: at most 16 MiB.</summary>
    [Parameter]
    public SwitchParameter Raw { get; set; }

    /// <summary>Checks, asks and sends.</summary>
    protected override void EndProcessing()
    {
        CustomRequest request;
        try
        {
            request = Request();
        }
        catch (NocException error)
        {
            Report(error, Path);
            return;
        }

        if (IsRead || ShouldProcess(request.Path.Split('?')[0], $"Send {request.Method} request"))
        {
            Call(Path, (client, tenant, pump) => client.InvokeAsync(
                request with { GrantedTenantMacnum = tenant },
                answer => pump.EmitAsync(JsonInput.ToPSObject(answer)!),
                pump));
        }
    }

    private bool IsRead => Method.Equals("GET", StringComparison.OrdinalIgnoreCase);

    private CustomRequest Request()
    {
        if (IsRead && (Body is not null || Form is not null))
        {
            throw RequestValues.Invalid($"-{(Form is null ? nameof(Body) : nameof(Form))} goes with -Method POST, PUT, PATCH or DELETE, and a GET has no body. Give the parameters of a GET by -Query.");
        }

        return new CustomRequest
        {
            Method = Method.ToUpperInvariant(),
            Path = RequestPath.Below(Connected.BaseUri, Path),
            Query = RequestValues.Query(Query),
            Body = JsonInput.Of(Body),
            Form = Form is null ? null : RequestValues.Form(Form),
            Raw = Raw,
        };
    }
}

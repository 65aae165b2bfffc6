using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using NocExpress.Sandbox.Data;
using NocExpress.Sandbox.Responses;
using NocExpress.Sandbox.Settings;

namespace NocExpress.Sandbox.Api;

/// <summary>Lists the issues that can be reported under a ticket type and subtype.</summary>
internal sealed class StaticHandler(SandboxState state)
{
    public Task HandleAsync(HttpContext context)
    {
        Behaviour behaviour = state.Behaviour;
        Problems problems = new();
        QueryReader query = new(context.Request.Query, problems);
        (string? type, string? subtype) = behaviour.IssueParameters switch
        {
            IssueParameters.TypeName => (query.Text("type_name"), query.Text("subtype_name")),
            IssueParameters.TicketType => (query.Text("ticket_type"), query.Text("ticket_subtype")),
            _ => (null, null),
        };
        if (problems.Any)
        {
            return ErrorResponseWriter.WriteAsync(context, behaviour, StatusCodes.Status400BadRequest, problems);
        }

        return JsonResponseWriter.WriteAsync(context, json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("ticket_issues_dropdown_values");
            WriteIssues(json, TicketTypes.Issues(type, subtype), behaviour);
            JsonResponseWriter.WriteExtra(json, behaviour);
            json.WriteEndObject();
        });
    }

    private static void WriteIssues(Utf8JsonWriter json, IEnumerable<string> issues, Behaviour behaviour)
    {
        if (behaviour.IssueForm == IssueForm.Unknown)
        {
            WriteByLabel(json, issues);
            return;
        }

        json.WriteStartArray();
        foreach (string issue in issues)
        {
            switch (behaviour.IssueForm)
            {
                case IssueForm.Object:
                    json.WriteStartObject();
                    json.WriteNumber("id", TicketTypes.IssueId(issue));
                    json.WriteString("name", issue);
                    JsonResponseWriter.WriteExtra(json, behaviour);
                    json.WriteEndObject();
                    break;
                case IssueForm.Pair:
                    json.WriteStartArray();
                    json.WriteNumberValue(TicketTypes.IssueId(issue));
                    json.WriteStringValue(issue);
                    json.WriteEndArray();
                    break;
                default:
                    json.WriteStringValue(issue);
                    break;
            }
        }

        json.WriteEndArray();
    }

    /// <summary>A shape that no reader can be expected to know.</summary>
    private static void WriteByLabel(Utf8JsonWriter json, IEnumerable<string> issues)
    {
        json.WriteStartObject();
        foreach (string issue in issues)
        {
            json.WriteStartObject($"issue-{TicketTypes.IssueId(issue)}");
            json.WriteString("label", issue);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}

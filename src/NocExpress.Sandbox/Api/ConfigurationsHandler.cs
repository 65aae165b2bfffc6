using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using NocExpress.Sandbox.Data;
using NocExpress.Sandbox.Responses;
using NocExpress.Sandbox.Settings;

namespace NocExpress.Sandbox.Api;

/// <summary>Lists what is installed at sites. The documents have two paths for it.</summary>
internal sealed class ConfigurationsHandler(SandboxState state)
{
    public Task HandleExternalAsync(HttpContext context) => HandleAsync(context, ConfigurationsPath.External);

    public Task HandleShortAsync(HttpContext context) => HandleAsync(context, ConfigurationsPath.Short);

    private Task HandleAsync(HttpContext context, ConfigurationsPath path)
    {
        Behaviour behaviour = state.Behaviour;
        if (behaviour.ConfigurationsPath != ConfigurationsPath.Both && behaviour.ConfigurationsPath != path)
        {
            return ErrorResponseWriter.WriteAsync(context, behaviour, StatusCodes.Status404NotFound, new Problems("Not found."));
        }

        Problems problems = new();
        QueryReader query = new(context.Request.Query, problems);
        string[] macnums = query.RequiredList("macnums");
        string[] services = query.RequiredList("services");
        string? serviceId = query.Text("search_service_id");
        string? serialNumber = query.Text("search_serial_number");
        int limit = query.RowLimit(behaviour.PageLimit);
        foreach (string unknown in services.Where(service => !Service.Exists(service)))
        {
            problems.Add("services", $"\"{unknown}\" is not a valid choice.");
        }

        if (problems.Any)
        {
            return ErrorResponseWriter.WriteAsync(context, behaviour, StatusCodes.Status400BadRequest, problems);
        }

        IEnumerable<Configuration> found = macnums
            .Select(state.Sites.Find)
            .OfType<Site>()
            .SelectMany(Configurations.Of)
            .Where(configuration => services.Contains(configuration.Service.Name))
            .Where(configuration => serviceId is null || configuration.ServiceId == serviceId)
            .Where(configuration => serialNumber is null || configuration.SerialNumber == serialNumber)
            .Take(limit);
        Envelope envelope = behaviour.Envelope ?? Envelope.Array;
        return JsonResponseWriter.WriteListAsync(
            context, behaviour, envelope, found, (json, configuration) => ConfigurationJson.WriteFields(json, configuration, behaviour));
    }
}

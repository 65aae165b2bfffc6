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
        Problems refusals = new() { Source = Problems.Query };
        PageRequest request = PageRequest.Read(query, behaviour.Configurations, refusals);
        foreach (string unknown in services.Where(service => !Service.Exists(service)))
        {
            problems.Add("services", $"\"{unknown}\" is not a valid choice.");
        }

        if (problems.Any)
        {
            return ErrorResponseWriter.WriteAsync(context, behaviour, StatusCodes.Status400BadRequest, problems);
        }

        if (refusals.Any)
        {
            return ListResponse.RefuseAsync(context, behaviour, refusals);
        }

        IEnumerable<Configuration> found = At(macnums.Select(state.Sites.Find).OfType<Site>(), services)
            .Where(configuration => serviceId is null || configuration.ServiceId == serviceId)
            .Where(configuration => serialNumber is null || configuration.SerialNumber == serialNumber);
        IEnumerable<Site> others = state.Sites.All().Where(site => site.Macnum is { } macnum && !macnums.Contains(macnum));
        IEnumerable<Configuration> list = At(others, services).Take(behaviour.ForeignConfigurations).Concat(found);
        if (behaviour.Configurations.Endless)
        {
            list = ListResponse.Endless(list, ConfigurationDirectory.Beyond);
        }

        ListPage<Configuration>? page =
            ListPage<Configuration>.Cut(list, request, behaviour.Configurations, state.ConfigurationsResponses.Next());
        return ListResponse.WriteAsync(
            context,
            behaviour,
            behaviour.Configurations,
            behaviour.ConfigurationsEnvelope,
            page,
            (json, configuration) => ConfigurationJson.WriteFields(json, configuration, behaviour));
    }

    private IEnumerable<Configuration> At(IEnumerable<Site> sites, string[] services) =>
        sites.SelectMany(state.Configurations.Of).Where(configuration => services.Contains(configuration.Service.Name));
}

using System.Collections.Generic;
using System.Text.Json;
using NocExpress.Sandbox.Data;
using NocExpress.Sandbox.Settings;

namespace NocExpress.Sandbox.Api;

/// <summary>How a configuration is written.</summary>
internal static class ConfigurationJson
{
    public static void WriteFields(Utf8JsonWriter json, Configuration configuration, Behaviour behaviour)
    {
        json.WriteNumber("id", configuration.Id);
        json.WriteString("name", configuration.Name);
        json.WriteString("type", configuration.Service.Name);
        json.WriteString("status", configuration.Status);
        json.WriteString("service_id", configuration.ServiceId);
        json.WriteString("serial_number", configuration.SerialNumber);
        WriteOwner(json, configuration.Site, behaviour.MacnumKey);
        WriteTypes(json, configuration, behaviour);
    }

    private static void WriteOwner(Utf8JsonWriter json, Site site, MacnumKey key)
    {
        if (key == MacnumKey.None)
        {
            return;
        }

        json.WriteString(key == MacnumKey.Macnum ? "macnum" : "site_macnum", site.Macnum);
        if (site.SiteName is not null)
        {
            json.WriteString("site_name", site.SiteName);
        }
    }

    private static void WriteTypes(Utf8JsonWriter json, Configuration configuration, Behaviour behaviour)
    {
        PublishedTypes published = PublishedTypes.Of(configuration, behaviour.TypeForm);
        (string typeKey, string subtypeKey) = behaviour.TypeKeys switch
        {
            TypeKeys.TicketTypeName => ("ticket_type_name", "ticket_subtype_name"),
            TypeKeys.TicketType => ("ticket_type", "ticket_subtype"),
            _ => ("type_name", "subtype_name"),
        };
        WriteNames(json, typeKey, published.Types, published.AsList);
        WriteNames(json, subtypeKey, published.Subtypes, published.AsList);
    }

    private static void WriteNames(Utf8JsonWriter json, string key, IReadOnlyList<string> names, bool asList)
    {
        if (asList)
        {
            json.WriteStartArray(key);
            foreach (string name in names)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
        }
        else if (names.Count > 0)
        {
            json.WriteString(key, names[0]);
        }
    }
}

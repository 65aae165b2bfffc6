using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using NocExpress.Sandbox.Data;
using NocExpress.Sandbox.Settings;

namespace NocExpress.Sandbox.Api;

/// <summary>How a configuration is written.</summary>
internal static class ConfigurationJson
{
    public static void WriteFields(Utf8JsonWriter json, Configuration configuration, Behaviour behaviour)
    {
        if (!behaviour.Configurations.WithoutIds)
        {
            json.WriteNumber("id", configuration.Id);
        }

        json.WriteString("name", configuration.Name);
        json.WritePropertyName("type");
        WriteName(json, configuration.Service.Name, behaviour.TypeAndStatusAs);
        json.WritePropertyName("status");
        WriteName(json, configuration.Status, behaviour.TypeAndStatusAs);
        json.WriteString("service_id", configuration.ServiceId);
        json.WriteString("serial_number", configuration.SerialNumber);
        WriteOwner(json, configuration.Site, behaviour);
        PublishedTypes published = PublishedTypes.Of(configuration, behaviour.TypeForm);
        WriteNames(json, behaviour.TypeKeys, published.Types, published.AsList, behaviour.TypesAs);
        WriteNames(json, behaviour.SubtypeName, published.Subtypes, published.AsList, behaviour.TypesAs);
    }

    private static void WriteOwner(Utf8JsonWriter json, Site site, Behaviour behaviour)
    {
        if (behaviour.MacnumKey == MacnumKey.None)
        {
            return;
        }

        MacnumJson.Write(json, behaviour.MacnumKey == MacnumKey.Macnum ? "macnum" : "site_macnum", site.Macnum!, behaviour.MacnumForm);
        if (site.SiteName is not null)
        {
            json.WriteString("site_name", site.SiteName);
        }
    }

    private static void WriteNames(Utf8JsonWriter json, string key, IReadOnlyList<string> names, bool asList, NameForm form)
    {
        if (asList)
        {
            json.WriteStartArray(key);
            foreach (string name in names)
            {
                WriteName(json, name, form);
            }

            json.WriteEndArray();
        }
        else if (names.Count > 0)
        {
            json.WritePropertyName(key);
            WriteName(json, names[0], form);
        }
    }

    private static void WriteName(Utf8JsonWriter json, string name, NameForm form)
    {
        if (form == NameForm.String)
        {
            json.WriteStringValue(name);
            return;
        }

        json.WriteStartObject();

        // Any number will do that is always the same for the same name.
        json.WriteNumber("id", name.Sum(character => character));
        json.WriteString("name", name);
        json.WriteEndObject();
    }
}

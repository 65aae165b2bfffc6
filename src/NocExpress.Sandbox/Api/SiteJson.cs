using System.Text.Json;
using NocExpress.Sandbox.Data;
using NocExpress.Sandbox.Settings;

namespace NocExpress.Sandbox.Api;

/// <summary>How a site is written.</summary>
internal static class SiteJson
{
    public static void WriteFields(Utf8JsonWriter json, Site site, Behaviour behaviour)
    {
        if (!behaviour.Sites.WithoutIds)
        {
            json.WriteNumber("id", site.Id);
        }

        json.WriteString("name", site.Name);
        WriteMacnum(json, "macnum", site.Macnum, behaviour.MacnumForm);
        WriteOptional(json, "site_name", site.SiteName);
        WriteOptional(json, "account_name", site.AccountName);
        json.WriteString("address_line_1", site.AddressLine1);

        // Of the two ways to say that a value is missing, a client meets both.
        json.WriteString("address_line_2", site.AddressLine2);
        json.WriteString("city", site.City);
        WriteOptional(json, "state", site.State);
        json.WriteString("zip", site.Zip);
        WriteMacnum(json, "parent_macnum", site.ParentMacnum, behaviour.MacnumForm);
        WriteOptional(json, "parent_name", site.ParentName);
        json.WriteString("parent_account", site.ParentAccount);
        json.WriteBoolean("is_chronic", site.IsChronic);
    }

    private static void WriteMacnum(Utf8JsonWriter json, string key, string? macnum, MacnumForm form)
    {
        if (macnum is not null)
        {
            MacnumJson.Write(json, key, macnum, form);
        }
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}

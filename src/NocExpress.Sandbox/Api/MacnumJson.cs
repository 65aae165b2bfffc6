using System.Globalization;
using System.Text.Json;
using NocExpress.Sandbox.Settings;

namespace NocExpress.Sandbox.Api;

/// <summary>How a macnum is written: its leading zeros are lost where it passes through a number.</summary>
internal static class MacnumJson
{
    public static void Write(Utf8JsonWriter json, string key, string macnum, MacnumForm form)
    {
        if (form == MacnumForm.Number)
        {
            json.WriteNumber(key, long.Parse(macnum, CultureInfo.InvariantCulture));
        }
        else
        {
            json.WriteString(key, form == MacnumForm.Trimmed ? macnum.TrimStart('0') : macnum);
        }
    }
}

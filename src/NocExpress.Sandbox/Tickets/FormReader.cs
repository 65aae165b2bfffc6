using System.Globalization;
using System.Linq;
using System.Text.Json;
using NocExpress.Sandbox.Multipart;
using NocExpress.Sandbox.Responses;

namespace NocExpress.Sandbox.Tickets;

/// <summary>Reads the fields of a form by their documented types and notes what is wrong with them.</summary>
internal sealed class FormReader(MultipartForm form, Problems problems)
{
    public const string Required = "This field is required.";
    public const string Blank = "This field may not be blank.";
    public const string NotAnInteger = "A valid integer is required.";

    /// <summary>The value of a field; null if it was not sent, or is blank.</summary>
    public string? Text(string name, bool required)
    {
        FormField[] sent = [.. form.Fields.Where(field => field.Name == name)];
        if (sent.Length > 1)
        {
            problems.Add(name, "This field was sent more than once.");
        }

        string? value = sent.Length > 0 ? sent[0].Value : null;
        if (string.IsNullOrWhiteSpace(value))
        {
            if (required || value is not null)
            {
                problems.Add(name, value is null ? Required : Blank);
            }

            return null;
        }

        return value;
    }

    public void Integer(string name, bool required)
    {
        if (Text(name, required) is { } value && !TryInteger(value, out _))
        {
            problems.Add(name, NotAnInteger);
        }
    }

    public void Boolean(string name, bool required)
    {
        if (Text(name, required) is { } value and not ("true" or "false"))
        {
            problems.Add(name, $"\"{value}\" is not a valid boolean; it must be true or false.");
        }
    }

    /// <summary>The addresses of a field, which may be several, separated by commas or semicolons.</summary>
    public void EmailAddresses(string name, bool required)
    {
        if (Text(name, required) is { } value && !value.Split(',', ';').All(address => IsPlausibleEmail(address.Trim())))
        {
            problems.Add(name, "Enter a valid email address.");
        }
    }

    /// <summary>A string of an object in a list; null, with a problem noted, if there is none.</summary>
    public string? ItemText(JsonElement item, string path, string key)
    {
        if (!item.TryGetProperty(key, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            problems.Add($"{path}.{key}", Required);
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            problems.Add($"{path}.{key}", "Not a valid string.");
            return null;
        }

        if (string.IsNullOrWhiteSpace(value.GetString()))
        {
            problems.Add($"{path}.{key}", Blank);
            return null;
        }

        return value.GetString();
    }

    /// <summary>Digits and nothing else: a sign, a space or a letter makes it something other than an integer.</summary>
    public static bool TryInteger(string text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static bool IsPlausibleEmail(string address)
    {
        string[] halves = address.Split('@');
        return halves is [{ Length: > 0 }, { Length: > 2 } domain]
            && domain.Contains('.') && !domain.StartsWith('.') && !domain.EndsWith('.')
            && !address.Any(character => char.IsWhiteSpace(character) || char.IsControl(character));
    }
}

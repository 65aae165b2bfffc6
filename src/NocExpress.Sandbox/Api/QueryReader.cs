using System;
using System.Globalization;
using System.Linq;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using NocExpress.Sandbox.Responses;

namespace NocExpress.Sandbox.Api;

/// <summary>Reads query parameters and notes what is wrong with them. Parameters nobody asks for are ignored.</summary>
internal sealed class QueryReader(IQueryCollection query, Problems problems)
{
    /// <summary>The value of a parameter; null if it is absent or empty.</summary>
    public string? Text(string name)
    {
        StringValues values = query[name];
        if (values.Count > 1)
        {
            problems.Add(name, "This parameter was given more than once.");
        }

        return values.Count == 0 || string.IsNullOrWhiteSpace(values[0]) ? null : values[0]!.Trim();
    }

    public string[] RequiredList(string name)
    {
        string[] items = Text(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (items.Length == 0)
        {
            problems.Add(name, "This field is required.");
        }

        return [.. items.Distinct()];
    }

    /// <summary>A number from 1; null if it is absent, or is no such number.</summary>
    public int? PositiveInteger(string name)
    {
        if (Text(name) is not { } given)
        {
            return null;
        }

        if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0)
        {
            return number;
        }

        problems.Add(name, "A valid integer greater than 0 is required.");
        return null;
    }
}

using System.Collections.Generic;

namespace NocExpress.Contract;

/// <summary>A request to any path of the API, as plain values.</summary>
internal sealed record CustomRequest
{
    public required string Method { get; init; }

    /// <summary>The path below the base URI, without a leading slash, and the query that came with it.</summary>
    public required string Path { get; init; }

    /// <summary>The query, in order; a list has several values.</summary>
    public IReadOnlyList<KeyValuePair<string, string[]>> Query { get; init; } = [];

    /// <summary>What is sent as JSON: text that is JSON already, or plain values.</summary>
    public object? Body { get; init; }

    /// <summary>What is sent as a form, in order: texts, and files by their full paths.</summary>
    public IReadOnlyList<FormValue>? Form { get; init; }

    public string? GrantedTenantMacnum { get; init; }

    /// <summary>Hand over the text of the answer, whatever it is.</summary>
    public bool Raw { get; init; }
}

/// <summary>A part of a form: a text or a file.</summary>
internal sealed record FormValue(string Name, string? Text, string? FullPath);

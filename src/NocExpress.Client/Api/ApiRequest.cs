using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using NocExpress.Client.Http;
using NocExpress.Client.Text;
using NocExpress.Models;

namespace NocExpress.Client.Api;

/// <summary>One request to the API, from which every attempt is made anew.</summary>
internal sealed class ApiRequest
{
    private readonly List<string> _query = [];

    /// <summary>The path below the base URI, without a leading slash. It may have a query of its own.</summary>
    public required string Path { get; init; }

    /// <summary>What is asked for, in words: the beginning of every error message.</summary>
    public required string Subject { get; init; }

    public HttpMethod Method { get; init; } = HttpMethod.Get;

    /// <summary>Makes the body of an attempt, which tells the watchdog how it gets on.</summary>
    public Func<Watchdog, RequestBody>? Body { get; init; }

    /// <summary>
    /// Says that nobody knows what became of the request, of one for which that can be said better: by when it was sent, and what is wrong
    /// with
    /// its answer.
    /// </summary>
    public Func<DateTimeOffset, string, string>? UnknownMessage { get; init; }

    /// <summary>Who is told what becomes of the request.</summary>
    public ISendObserver? SendObserver { get; init; }

    /// <summary>A request that changes something: it may be sent again only when the server cannot have acted on it.</summary>
    public bool IsUnsafe => Method != HttpMethod.Get;

    /// <summary>Whether nobody knows what the request does, so that it is sent once, whatever becomes of it.</summary>
    public bool NoRetry { get; init; }

    /// <summary>
    /// One of many by which something is followed: others go before it within the limit, and where it fails, its turn comes again anyway.
    /// </summary>
    public bool IsBackground { get; init; }

    /// <summary>Whether every server of the API knows the path, so that one that does not is no such server.</summary>
    public bool ExistsOnEveryServer { get; init; }

    /// <summary>Adds a query parameter, unless it has no value.</summary>
    public ApiRequest With(string name, string? value)
    {
        if (value is not null)
        {
            _query.Add($"{Escaped(name, name)}={Escaped(name, value)}");
        }

        return this;
    }

    public ApiRequest With(string name, int? value) => With(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a comma-separated list. The commas stay bare, as the API writes them; those of an element are escaped.</summary>
    public ApiRequest With(string name, IEnumerable<string> values)
    {
        _query.Add($"{Escaped(name, name)}={string.Join(",", values.Select(value => Escaped(name, value)))}");
        return this;
    }

    private static string Escaped(string name, string value) => SendableText.ProblemWith(value) is { } problem
        ? throw new NocException(NocErrorKind.ValidationFailed, $"The parameter {name} of the request {problem} Nothing was sent.")
        : Uri.EscapeDataString(value);

    /// <summary>The address below a base URI, which may have a path of its own.</summary>
    public Uri Below(Uri baseUri)
    {
        string address = baseUri.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/" + Path;
        string separator = Path.IndexOfAny(['?']) >= 0 ? "&" : "?";
        return new Uri(_query.Count == 0 ? address : address + separator + string.Join("&", _query));
    }
}

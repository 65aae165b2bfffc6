using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using NocExpress.Client.Secrecy;
using NocExpress.Contract;

namespace NocExpress.Client.Tracing;

/// <summary>Writes exchanges as entries of HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/), without secrets, and masked unless content is asked for.</summary>
internal sealed class HarEntry(ClientOptions options, Redactor redactor)
{
    /// <summary>As browsers do it, for a body without a media type.</summary>
    private const string UnknownType = "x-unknown";

    private const int Unknown = -1;

    private readonly Mask _mask = new(redactor, options.Scope, options.TraceContent);

    /// <summary>Of what goes to the token endpoint and comes from it nothing is content.</summary>
    private readonly Mask _maskOfTokens = new(redactor, options.Scope, showsContent: false);

    /// <returns>One line, without its end.</returns>
    public byte[] Write(TracedExchange exchange)
    {
        bool isForToken = exchange.Request.RequestUri == options.TokenUri;
        Mask mask = isForToken ? _maskOfTokens : _mask;
        AddressMask addresses = new(mask, isForToken ? options.TokenUri! : options.BaseUri);
        using MemoryStream line = new();
        using (Utf8JsonWriter json = new(line, JsonMask.Readable))
        {
            json.WriteStartObject();
            json.WriteString("startedDateTime", exchange.Timings.StartedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteNumber("time", exchange.Timings.Total);
            WriteRequest(json, exchange, mask, addresses);
            WriteResponse(json, exchange, mask, addresses);
            json.WriteStartObject("cache");
            json.WriteEndObject();
            WriteTimings(json, exchange.Timings);
            json.WriteEndObject();
        }

        return line.ToArray();
    }

    private static void WriteRequest(Utf8JsonWriter json, TracedExchange exchange, Mask mask, AddressMask addresses)
    {
        HttpRequestMessage request = exchange.Request;
        json.WriteStartObject("request");
        json.WriteString("method", request.Method.Method);
        json.WriteString("url", addresses.Url(request.RequestUri!));
        json.WriteString("httpVersion", $"HTTP/{request.Version}");
        WriteEmpty(json, "cookies");
        WritePairs(json, "headers", HeaderMask.Of(mask, request.Headers, exchange.Body?.Headers));
        WritePairs(json, "queryString", addresses.Query(request.RequestUri!));
        if (exchange.BodyLength > 0)
        {
            HarRequestBody.Write(json, exchange, mask);
        }

        json.WriteNumber("headersSize", Unknown);
        json.WriteNumber("bodySize", exchange.BodyLength);
        json.WriteEndObject();
    }

    private static void WriteResponse(Utf8JsonWriter json, TracedExchange exchange, Mask mask, AddressMask addresses)
    {
        json.WriteStartObject("response");
        if (exchange.Response is { } response)
        {
            using HttpResponseMessage standard = new(response.StatusCode);
            json.WriteNumber("status", (int)response.StatusCode);
            json.WriteString("statusText", mask.ShowsContent ? mask.Line(response.ReasonPhrase ?? "") : standard.ReasonPhrase ?? "");
            json.WriteString("httpVersion", $"HTTP/{response.Version}");
        }
        else
        {
            json.WriteNumber("status", 0);
            json.WriteString("statusText", "");
            json.WriteString("httpVersion", "");
        }

        WriteEmpty(json, "cookies");
        WritePairs(json, "headers", HeaderMask.Of(mask, exchange.Response?.Headers, exchange.ResponseBody?.Headers));
        WriteContent(json, exchange, mask);
        json.WriteString("redirectURL", exchange.Response?.Headers.Location is { } target ? addresses.Redirect(target) : "");
        json.WriteNumber("headersSize", Unknown);
        json.WriteNumber("bodySize", exchange.AnnouncedLength is null ? Unknown : exchange.Length);
        if (exchange.Fault is { } fault)
        {
            json.WriteString("_error", Described(fault, mask));
        }

        json.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter json, TracedExchange exchange, Mask mask)
    {
        json.WriteStartObject("content");
        json.WriteNumber("size", exchange.Length);
        json.WriteString("mimeType", mask.Line(exchange.ResponseBody?.Headers.ContentType?.ToString() ?? UnknownType));
        byte[] kept = exchange.Beginning;
        bool isCut = kept.Length < exchange.Length;
        if (JsonMask.Of(kept, exchange.IsWhole && !isCut, mask) is { } masked)
        {
            json.WriteString("text", masked);
        }
        else if (mask.ShowsContent && exchange.IsWhole && !isCut)
        {
            json.WriteString("text", mask.Redacted(Encoding.UTF8.GetString(kept)));
        }

        if (isCut || (exchange.Response is not null && !exchange.IsWhole))
        {
            json.WriteString("comment", isCut ? $"The text is that of the first {kept.Length} bytes." : "The body was not read to its end.");
        }

        json.WriteEndObject();
    }

    private static void WriteTimings(Utf8JsonWriter json, Timings timings)
    {
        json.WriteStartObject("timings");
        json.WriteNumber("blocked", timings.Blocked);
        json.WriteNumber("dns", Unknown);
        json.WriteNumber("connect", Unknown);
        json.WriteNumber("send", timings.Send);
        json.WriteNumber("wait", timings.Wait);
        json.WriteNumber("receive", timings.Receive);
        json.WriteNumber("ssl", Unknown);
        json.WriteEndObject();
    }

    /// <summary>The kinds of the faults, from the outermost to the innermost. Their messages may quote what came, or the path of a file.</summary>
    private static string Described(Exception fault, Mask mask)
    {
        List<string> kinds = [];
        for (Exception? inner = fault; inner is not null; inner = inner.InnerException)
        {
            kinds.Add(inner switch
            {
                OperationCanceledException => $"{inner.GetType().Name} (not in time, or stopped)",
                SocketException socket => $"{nameof(SocketException)} ({socket.SocketErrorCode})",
#if NET
                HttpIOException content => $"{nameof(HttpIOException)} ({content.HttpRequestError})",
                HttpRequestException request => $"{nameof(HttpRequestException)} ({request.HttpRequestError})",
#else
                System.Net.WebException web => $"{nameof(System.Net.WebException)} ({web.Status})",
#endif
                _ => inner.GetType().Name,
            });
        }

        return string.Join(" < ", kinds) + (mask.ShowsContent ? ": " + mask.Line(fault.GetBaseException().Message) : "");
    }

    private static void WritePairs(Utf8JsonWriter json, string name, IEnumerable<(string Name, string Value)> pairs)
    {
        json.WriteStartArray(name);
        foreach ((string key, string value) in pairs)
        {
            json.WriteStartObject();
            json.WriteString("name", key);
            json.WriteString("value", value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteEmpty(Utf8JsonWriter json, string name)
    {
        json.WriteStartArray(name);
        json.WriteEndArray();
    }
}

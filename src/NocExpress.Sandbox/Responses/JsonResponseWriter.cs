using System;
using System.Collections.Generic;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using NocExpress.Sandbox.Settings;

namespace NocExpress.Sandbox.Responses;

/// <summary>Writes JSON to the connection as it is made, however long it gets.</summary>
internal static class JsonResponseWriter
{
    private const int FlushAt = 32 * 1024;

    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        context.Response.ContentType = "application/json";
        await using Utf8JsonWriter json = new(context.Response.BodyWriter, _options);
        write(json);
    }

    /// <summary>Writes one object for each row; <paramref name="writeFields"/> writes what is in it.</summary>
    public static async Task WriteListAsync<T>(
        HttpContext context, Behaviour behaviour, Envelope envelope, IEnumerable<T> rows, Action<Utf8JsonWriter, T> writeFields)
    {
        context.Response.ContentType = "application/json";
        await using Utf8JsonWriter json = new(context.Response.BodyWriter, _options);
        if (envelope == Envelope.Array)
        {
            json.WriteStartArray();
        }
        else
        {
            json.WriteStartObject();
            WriteExtra(json, behaviour);
            json.WriteStartArray(envelope == Envelope.Results ? "results" : "data");
        }

        long flushed = 0;
        foreach (T row in rows)
        {
            json.WriteStartObject();
            writeFields(json, row);
            WriteExtra(json, behaviour);
            json.WriteEndObject();
            if (json.BytesCommitted + json.BytesPending - flushed >= FlushAt)
            {
                json.Flush();
                flushed = json.BytesCommitted;
                await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
                context.RequestAborted.ThrowIfCancellationRequested();
            }
        }

        json.WriteEndArray();
        if (envelope != Envelope.Array)
        {
            json.WriteEndObject();
        }
    }

    /// <summary>Fields no document names, where the sandbox is to send such.</summary>
    public static void WriteExtra(Utf8JsonWriter json, Behaviour behaviour)
    {
        if (!behaviour.ExtraFields)
        {
            return;
        }

        json.WriteString("x_region", "Upper Midwest");
        json.WriteNumber("x_weight", 1.5);
        json.WriteNull("x_reserved");
        json.WriteStartObject("x_links");
        json.WriteStartArray("history");
        json.WriteNumberValue(1);
        json.WriteStringValue("two");
        json.WriteBooleanValue(true);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

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

    /// <summary>
    /// Writes one object for each row; <paramref name="writeFields"/> writes what is in it, <paramref name="writeInfo"/> what the envelope
    /// tells of them.
    /// </summary>
    public static async Task WriteListAsync<T>(
        HttpContext context,
        Behaviour behaviour,
        Envelope envelope,
        IEnumerable<T> rows,
        Action<Utf8JsonWriter, T> writeFields,
        PageInfo info = PageInfo.None,
        Action<Utf8JsonWriter>? writeInfo = null)
    {
        context.Response.ContentType = "application/json";
        await using Utf8JsonWriter json = new(context.Response.BodyWriter, _options);
        (string rowsName, string infoName) = envelope switch
        {
            Envelope.Results => ("results", "info"),
            Envelope.Data => ("data", "metadata"),
            _ => ("records", "paging"),
        };
        if (envelope == Envelope.Array)
        {
            json.WriteStartArray();
        }
        else
        {
            json.WriteStartObject();
            WriteExtra(json, behaviour);
            if (envelope == Envelope.Unknown)
            {
                WriteBesides(json);
            }

            if (info == PageInfo.Top)
            {
                writeInfo!(json);
            }

            json.WriteStartArray(rowsName);
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
            if (info == PageInfo.Object)
            {
                json.WriteStartObject(infoName);
                writeInfo!(json);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }
    }

    /// <summary>What keeps the rows from being the only thing, and the only array, of an envelope that no document has.</summary>
    private static void WriteBesides(Utf8JsonWriter json)
    {
        json.WriteString("request_id", "5f0c1a7e");
        json.WriteStartArray("labels");
        json.WriteStringValue("north");
        json.WriteStringValue("south");
        json.WriteEndArray();
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

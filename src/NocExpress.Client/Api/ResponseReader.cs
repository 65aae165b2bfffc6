using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Client.Http;
using NocExpress.Client.Json;
using NocExpress.Client.Secrecy;
using NocExpress.Models;
using NocExpress.Text;

namespace NocExpress.Client.Api;

/// <summary>The body of a good answer, which may still not be what it should be.</summary>
internal sealed class ResponseReader(Attempt attempt, HttpResponseMessage response, WatchedStream content, Redactor redactor)
{
    /// <summary>Far more than any answer that is read whole: the tickets of one request, a list of issues.</summary>
    private const int LargestDocument = 16 * 1024 * 1024;

    private const int LongestQuote = 100;

    /// <summary>A link of RFC 8288 to the next page.</summary>
    private static readonly Regex _nextLink = new(""";\s*rel\s*=\s*"?next\b""", RegexOptions.IgnoreCase);

    /// <summary>When the request went out that is answered here.</summary>
    public DateTimeOffset SentAt => attempt.SentAt;

    private ApiRequest Request => attempt.Request;

    /// <summary>Reads the whole answer as one JSON document.</summary>
    /// <param name="salvage">
    /// Says what can be read of an answer that is not whole or no JSON. After a create that is worth saying: it may name what was created.
    /// </param>
    public async Task<JsonDocument> ReadDocumentAsync(Func<byte[], Task<string>>? salvage = null)
    {
        using MemoryStream whole = new();
        try
        {
            if (!await content.CopyUpToAsync(whole, LargestDocument).ConfigureAwait(false))
            {
                throw new JsonException($"it is longer than {LargestDocument} bytes");
            }

            ReadOnlyMemory<byte> text = JsonText.Repair(whole.GetBuffer().AsMemory(0, (int)whole.Length));
            return JsonDocument.Parse(JsonText.StartsWithMark(text.Span) ? text.Slice(JsonText.MarkLength) : text);
        }
        catch (JsonException error)
        {
            string reason = Describe(whole.GetBuffer(), (int)whole.Length, error);
            NocException unexpected = Unexpected(reason + await SalvagedAsync(whole).ConfigureAwait(false), error);
            unexpected.IsNoApi = !ErrorMessages.IsJson(Text(whole.GetBuffer(), (int)whole.Length));
            throw unexpected;
        }
        catch (Exception fault) when (Request.IsUnsafe && TransportFault.Is(fault))
        {
            string begins = whole.Length == 0 ? "" : $"; it begins: {Beginning(whole.GetBuffer(), (int)whole.Length)}";
            throw Unexpected($"it breaks off: {attempt.ReasonOf(fault)}{begins}" + await SalvagedAsync(whole).ConfigureAwait(false), fault);
        }

        async Task<string> SalvagedAsync(MemoryStream arrived) => salvage is null ? "" : await salvage(arrived.ToArray()).ConfigureAwait(false);
    }

    /// <summary>Reads the whole answer as text.</summary>
    public async Task<string> ReadTextAsync()
    {
        using MemoryStream whole = new();
        bool isWhole = await content.CopyUpToAsync(whole, LargestDocument).ConfigureAwait(false);
        return isWhole
            ? Encoding.UTF8.GetString(whole.GetBuffer(), 0, (int)whole.Length).TrimStart('\uFEFF')
            : throw Undigested($"it is longer than {LargestDocument} bytes");
    }

    /// <summary>The error of an answer that says of a request that it succeeded, and otherwise cannot be understood.</summary>
    public NocException Undigested(string reason) =>
        new(NocErrorKind.UnexpectedResponse, $"{Request.Subject} succeeded ({(int)response.StatusCode}), and its answer is not what it should be: {reason}.")
        {
            StatusCode = (int)response.StatusCode,
            RequestId = ErrorResponse.RequestIdOf(response, redactor),
            SafeToRetry = !Request.IsUnsafe,
        };

    /// <summary>Reads the rows of a list as they arrive, and hands over the fields of each before the next is read. They are good until then.</summary>
    /// <returns>What the answer says of the list besides.</returns>
    [MethodImpl(JitHint.AggressiveOptimization)]
    public async Task<ListEnvelope> ReadRowsAsync(Func<JsonFields, Task> row)
    {
        content.IsList = true;
        using JsonRows rows = new(content);
        int count = 0;
        try
        {
            while (!rows.HasEnded)
            {
                while (rows.TryRead())
                {
                    await row(rows.Fields).ConfigureAwait(false);
                    count++;
                }

                if (!rows.HasEnded)
                {
                    await rows.FillAsync(CancellationToken.None).ConfigureAwait(false);
                }
            }
        }
        catch (JsonException error)
        {
            string reason = count == 0 ? Describe(rows.Head.Array!, rows.Head.Count, error)
                : error.BytePositionInLine is null ? $"{error.Message}, after {count} rows"
                : $"it breaks off or is no JSON after {count} rows";
            throw Unexpected(reason, error);
        }
        catch (Exception fault) when (count > 0 && TransportFault.Is(fault))
        {
            // What is out in the pipeline can't be taken back, so that another attempt would bring it twice.
            throw Unexpected($"the connection broke after {count} rows: {attempt.ReasonOf(fault)}", fault);
        }

        NoteHeaders(rows.Envelope);
        return rows.Envelope.Failure is { } failure ? throw Failed(failure, count) : rows.Envelope;
    }

    /// <summary>Of what stands in the head of an answer some servers tell there, and not in the body, that a list goes on.</summary>
    private void NoteHeaders(ListEnvelope envelope)
    {
        if (response.StatusCode == HttpStatusCode.PartialContent || HeaderOf("Link").Any(static link => _nextLink.IsMatch(link)))
        {
            envelope.NoteNext();
        }

        if (long.TryParse(HeaderOf("X-Total-Count").FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out long total))
        {
            envelope.NoteTotal(total);
        }
    }

    private IEnumerable<string> HeaderOf(string name) => response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values : [];

    /// <summary>The error of a list that says itself that something went wrong, whatever rows it brought.</summary>
    private NocException Failed(string failure, int rows)
    {
        string words = redactor.Redact(TerminalText.Line(failure));
        return Unexpected($"it says {TerminalText.Quoted(words)}, with {rows} rows, of which nobody knows whether they are all", said: [words]);
    }

    /// <summary>The error of an answer that cannot be understood. After a create it leaves open what was created.</summary>
    public NocException Unexpected(string reason, Exception? error = null, IReadOnlyList<string>? said = null) => Request.IsUnsafe
        ? UnknownOutcome.After(Request, SentAt, $"status {(int)response.StatusCode}; {reason}", redactor.OrNullIfUnsafe(error), (int)response.StatusCode, said)
        : new NocException(NocErrorKind.UnexpectedResponse, $"{Request.Subject}: the answer is not what it should be: {reason}.", redactor.OrNullIfUnsafe(error))
        {
            StatusCode = (int)response.StatusCode,
            RequestId = ErrorResponse.RequestIdOf(response, redactor),
            ServerErrors = [.. said ?? []],
        };

    /// <summary>The error of an answer that says itself, with a good status, that something went wrong; null where it says nothing of the kind.</summary>
    public NocException? Refusal(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object
            || !(JsonText.Property(root, "success") is { ValueKind: JsonValueKind.False } || JsonText.Property(root, "error") is { ValueKind: JsonValueKind.String or JsonValueKind.Object }))
        {
            return null;
        }

        IReadOnlyList<string> said = ErrorResponse.MessagesIn(JsonText.OnOneLine(root), redactor);
        return Unexpected($"it says {TerminalText.Quoted(string.Join("; ", said))}", said: said);
    }

    private string Describe(byte[] buffer, int length, JsonException error)
    {
        string text = Text(buffer, length);
        if (string.IsNullOrWhiteSpace(text))
        {
            return "it is empty";
        }

        if (ErrorMessages.IsHtml(text))
        {
            return $"it is an HTML page: {TerminalText.Quoted(redactor.Redact(ErrorMessages.TextOfHtml(redactor.Redact(text))), LongestQuote)}";
        }

        // The parser says where it stopped, and that is of no use to a user; what is wrong with the shape is.
        string reason = error.BytePositionInLine is null ? error.Message : "it is no valid JSON, or breaks off";
        return $"{reason}; it begins: {Beginning(buffer, length)}";
    }

    private string Beginning(byte[] buffer, int length) => TerminalText.Quoted(redactor.Redact(Text(buffer, length)), LongestQuote);

    private static string Text(byte[] buffer, int length) => Encoding.UTF8.GetString(buffer, 0, Math.Min(length, JsonRows.HeadLength));
}

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Text.Json.Serialization;
using System.Threading;
using NocExpress.Sandbox.Multipart;

namespace NocExpress.Sandbox.Control;

/// <summary>A request as it was received. It is recorded on arrival and completed as the exchange goes on.</summary>
internal sealed class RecordedRequest
{
    private const int NoResponse = 0;

    private readonly long _started = Stopwatch.GetTimestamp();
    private int _status = NoResponse;
    private long _finished;

    public required long Sequence { get; init; }

    /// <summary>By the clock of the sandbox.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public required string Query { get; init; }

    public int? Status => Volatile.Read(ref _status) is var status and not NoResponse ? status : null;

    /// <summary>How long the exchange took; null while it goes on.</summary>
    public double? DurationMs => Volatile.Read(ref _finished) is var finished and not 0
        ? Math.Round(Stopwatch.GetElapsedTime(_started, finished).TotalMilliseconds, 1)
        : null;

    /// <summary>The id of the fault that struck it.</summary>
    public int? Fault { get; set; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public string? ContentType { get; init; }

    public long? ContentLength { get; init; }

    /// <summary>The body as text, unless it was multipart.</summary>
    public string? Body { get; set; }

    public IReadOnlyList<FormField> Fields => Form.Fields;

    public IReadOnlyList<FormFile> Files => Form.Files;

    public IReadOnlyList<string> Parts => Form.Parts;

    public IReadOnlyList<long> TicketIds { get; set; } = [];

    [JsonIgnore]
    public MultipartForm Form { get; set; } = MultipartForm.Empty;

    /// <summary>The exchange breaks off, so that what was sent, if anything, does not count as a response.</summary>
    [JsonIgnore]
    public bool IsCut { get; set; }

    public void Finished() => Volatile.Write(ref _finished, Stopwatch.GetTimestamp());

    public void Responded(int status) => Volatile.Write(ref _status, IsCut ? NoResponse : status);
}

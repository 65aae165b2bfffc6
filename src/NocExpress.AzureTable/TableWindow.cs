using System;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Azure;
using Azure.Data.Tables;
using NocExpress.Client.Pacing;

namespace NocExpress.AzureTable;

/// <summary>
/// A window in a row that machines share, by optimistic concurrency: it is written on condition that nobody else has written it since it was
/// read, and else read again. Times are the table's.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore holds nothing to let go of, as long as nobody asks for its wait handle.")]
internal sealed class TableWindow(TableClient table, Uri uri, TableClock clock, TimeProvider time, string row) : IWindowStore
{
    /// <summary>An entity's property holds 64 KiB.</summary>
    private const int LongestPiece = 60_000;

    /// <summary>An entity holds 1 MiB.</summary>
    private const int MostPieces = 15;

    private const string Piece = "Window";
    private const byte Version = 2;

    private static readonly TimeSpan _shortestPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan _longestPause = TimeSpan.FromMilliseconds(200);

    private static readonly Random _random = new();

    private readonly SemaphoreSlim _turn = new(1);
    private Kept? _last;

    public async Task<T> UseAsync<T>(Func<RequestWindow, TimeSpan, T> use, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await TableFault.TranslateAsync(uri, () => UseInTurnAsync(use, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<T> UseInTurnAsync<T>(Func<RequestWindow, TimeSpan, T> use, CancellationToken cancellationToken)
    {
        for (TimeSpan pause = _shortestPause; ; pause = pause < _longestPause ? pause + pause : _longestPause)
        {
            bool isFresh = _last is null;
            Kept kept = _last ??= await ReadAsync(cancellationToken).ConfigureAwait(false);
            TimeSpan now = clock.Elapsed;
            RequestWindow window = Read(kept.Content, now);
            T result = use(window, now);
            byte[] content = Write(window);
            if (content.AsSpan().SequenceEqual(kept.Content))
            {
                if (isFresh)
                {
                    return result;
                }

                // What is known from the last time is good enough to write by, since the write is refused where it is not; not to wait by.
                _last = null;
            }
            else if (await TryWriteAsync(kept, content, cancellationToken).ConfigureAwait(false))
            {
                return result;
            }
            else
            {
                await time.WaitAsync(Jittered(pause), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<Kept> ReadAsync(CancellationToken cancellationToken)
    {
        NullableResponse<TableEntity> found =
            await table.GetEntityIfExistsAsync<TableEntity>(JournalKey.Limits, row, cancellationToken: cancellationToken).ConfigureAwait(false);
        return found.HasValue
            ? new Kept([.. Enumerable.Range(0, MostPieces).SelectMany(piece => found.Value!.GetBinary(Piece + piece) ?? [])], found.Value!.ETag)
            : new Kept([], null);
    }

    private async Task<bool> TryWriteAsync(Kept kept, byte[] content, CancellationToken cancellationToken)
    {
        TableEntity entity = new(JournalKey.Limits, row);
        for (int piece = 0; piece * LongestPiece < content.Length; piece++)
        {
            entity[Piece + piece] = content.AsSpan(piece * LongestPiece, Math.Min(LongestPiece, content.Length - (piece * LongestPiece))).ToArray();
        }

        _last = null;
        try
        {
            Response written = kept.Tag is { } tag
                ? await table.UpdateEntityAsync(entity, tag, TableUpdateMode.Replace, cancellationToken).ConfigureAwait(false)
                : await table.AddEntityAsync(entity, cancellationToken).ConfigureAwait(false);
            _last = written.Headers.ETag is { } now ? new Kept(content, now) : null;
            return true;
        }
        catch (RequestFailedException error) when (TableFault.IsLost(error))
        {
            return false;
        }
    }

    /// <remarks>What another version of the module wrote holds for a minute, and is begun anew.</remarks>
    private static RequestWindow Read(byte[] content, TimeSpan now)
    {
        using BinaryReader reader = new(new MemoryStream(content));
        try
        {
            return reader.ReadByte() == Version ? RequestWindow.Read(reader, now, TableClock.Doubt) : RequestWindow.New(TableClock.Doubt);
        }
        catch (EndOfStreamException)
        {
            return RequestWindow.New(TableClock.Doubt);
        }
    }

    private static byte[] Write(RequestWindow window)
    {
        using MemoryStream content = new();
        using BinaryWriter writer = new(content);
        writer.Write(Version);
        window.Write(writer);
        writer.Flush();
        return content.ToArray();
    }

    private static TimeSpan Jittered(TimeSpan pause)
    {
        lock (_random)
        {
            return TimeSpan.FromMilliseconds(pause.TotalMilliseconds * _random.NextDouble());
        }
    }

    /// <summary>A window as it was read or written.</summary>
    private sealed record Kept(byte[] Content, ETag? Tag);
}

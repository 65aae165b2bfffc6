using System;
using System.Buffers;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace NocExpress.Client.Json;

/// <summary>
/// Reads the rows of a list one by one as they arrive, so that no answer is held whole. The list is a bare array or stands in
/// <c>results</c> or <c>data</c>: the API's endpoints use each of the three.
/// </summary>
internal sealed class JsonRows(Stream source) : IDisposable
{
    public const int HeadLength = 4096;

    private const int FirstBufferSize = 64 * 1024;

    /// <summary>Far more than any row, or what else stands in a list.</summary>
    private const int LargestRow = 1024 * 1024;

    private enum Place
    {
        BeforeList,
        InEnvelope,
        InList,
        AfterList,
    }

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBufferSize);
    private byte[] _head = [];
    private int _start;
    private int _end;
    private int _arrivedSinceRow;
    private int _enough;
    private bool _isLast;
    private bool _hasBegun;
    private JsonReaderState _state;
    private Place _place;

    /// <summary>How the answer begins, for the error where it is no list.</summary>
    public ArraySegment<byte> Head => new(_head);

    /// <summary>Whether the list has ended, and nothing but its end followed.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>The fields of the row that was read last.</summary>
    public JsonFields Fields { get; } = new();

    /// <summary>Reads the next row, if it has arrived. A null is none.</summary>
    /// <exception cref="JsonException">The answer is no list, no JSON, or breaks off.</exception>
    [MethodImpl(JitHint.AggressiveOptimization)]
    public bool TryRead()
    {
        if (_end - _start < _enough && !_isLast)
        {
            return false;
        }

        if ((_hasBegun || SkipMark()) && TryReadOn())
        {
            _enough = 0;
            return true;
        }

        // A large row that comes in drops is not read anew for each of them: that would take the square of its length.
        int unread = _end - _start;
        _enough = unread > FirstBufferSize ? unread + (unread / 4) : 0;
        return _isLast && !HasEnded ? throw new JsonException("it breaks off") : false;
    }

    /// <summary>Waits for more to arrive.</summary>
    public async Task FillAsync(CancellationToken cancellationToken)
    {
        if (_arrivedSinceRow > LargestRow)
        {
            throw new JsonException($"no row ends within {LargestRow} bytes");
        }

        int unread = _end - _start;
        if (unread == _buffer.Length)
        {
            Grow();
        }

        Buffer.BlockCopy(_buffer, _start, _buffer, 0, unread);
        _start = 0;
        _end = unread;
#if NET
        int read = await source.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
#else
        int read = await source.ReadAsync(_buffer, _end, _buffer.Length - _end, cancellationToken).ConfigureAwait(false);
#endif
        _arrivedSinceRow += read;
        KeepHead(read);
        _end += read;
        _isLast = read == 0;
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private bool SkipMark()
    {
        if (_end - _start < JsonText.MarkLength && !_isLast)
        {
            return false;
        }

        _hasBegun = true;
        if (JsonText.StartsWithMark(_buffer.AsSpan(_start, _end - _start)))
        {
            _start += JsonText.MarkLength;
        }

        return true;
    }

    /// <summary>Reads on in what has arrived.</summary>
    /// <returns>Whether there is a row; where not, the list has ended (see <see cref="HasEnded"/>) or more must arrive first.</returns>
    [MethodImpl(JitHint.AggressiveOptimization)]
    private bool TryReadOn()
    {
        Utf8JsonReader reader = new(_buffer.AsSpan(_start, _end - _start), _isLast, _state);
        while (true)
        {
            Utf8JsonReader before = reader;
            if (!reader.Read())
            {
                Accept(before);
                HasEnded = _isLast && _place == Place.AfterList && _end == _start;
                return false;
            }

            if (_place == Place.InList && reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.Null))
            {
                if (reader.TokenType != JsonTokenType.StartObject)
                {
                    throw new JsonException($"a row is a {reader.TokenType} and no object");
                }

                if (!Fields.TryLoad(ref reader))
                {
                    Accept(before);
                    return false;
                }

                Accept(reader);
                _arrivedSinceRow = 0;
                return true;
            }

            if (!TryStep(ref reader))
            {
                Accept(before);
                return false;
            }

            Accept(reader);
            reader = new(_buffer.AsSpan(_start, _end - _start), _isLast, _state);
        }
    }

    /// <summary>Goes on through what is not a row. Fails where a value has not arrived whole.</summary>
    [MethodImpl(JitHint.AggressiveOptimization)]
    private bool TryStep(ref Utf8JsonReader reader)
    {
        switch (_place)
        {
            case Place.BeforeList:
                _place = reader.TokenType switch
                {
                    JsonTokenType.StartArray => Place.InList,
                    JsonTokenType.StartObject => Place.InEnvelope,
                    _ => throw new JsonException("it is no list"),
                };
                return true;
            case Place.InEnvelope when reader.TokenType == JsonTokenType.EndObject:
                throw new JsonException("it has no list in results or data");
            case Place.InEnvelope:
                bool isList = reader.ValueTextEquals("results"u8) || reader.ValueTextEquals("data"u8);
                if (!reader.Read())
                {
                    return false;
                }

                if (isList && reader.TokenType == JsonTokenType.StartArray)
                {
                    _place = Place.InList;
                    return true;
                }

                return reader.TrySkip();
            case Place.InList:
                _place = reader.TokenType == JsonTokenType.EndArray ? Place.AfterList : _place;
                return true;
            default:
                return reader.TrySkip();
        }
    }

    [MethodImpl(JitHint.AggressiveOptimization)]
    private void Accept(Utf8JsonReader reader)
    {
        _start += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
    }

    private void KeepHead(int arrived)
    {
        int kept = Math.Min(arrived, HeadLength - _head.Length);
        if (kept > 0)
        {
            Array.Resize(ref _head, _head.Length + kept);
            Buffer.BlockCopy(_buffer, _end, _head, _head.Length - kept, kept);
        }
    }

    private void Grow()
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        Buffer.BlockCopy(_buffer, _start, larger, _start, _end - _start);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}

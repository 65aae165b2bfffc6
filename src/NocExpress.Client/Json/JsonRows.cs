using System;
using System.Buffers;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace NocExpress.Client.Json;

/// <summary>
/// Reads the rows of a list one by one as they arrive, so that no answer is held whole. Where the list stands in the answer the
/// <see cref="ListFinder"/> finds out.
/// </summary>
internal sealed class JsonRows(Stream source) : IDisposable
{
    public const int HeadLength = 4096;

    private const int FirstBufferSize = 64 * 1024;

    /// <summary>So much of an answer is waited for before a list in it is believed to be the one.</summary>
    private const int LongestLookAhead = 256 * 1024;

    /// <summary>Far more than any row, or what else stands in a list.</summary>
    private const int LargestRow = 1024 * 1024;

    private readonly ListFinder _list = new();
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBufferSize);
    private byte[] _head = [];
    private int _start;
    private int _end;
    private int _arrivedSinceRow;
    private int _enough;
    private bool _isLast;
    private bool _hasBegun;
    private bool _isAfterRow;
    private JsonReaderState _state;

    /// <summary>How the answer begins, for the error where it is no list.</summary>
    public ArraySegment<byte> Head => new(_head);

    /// <summary>Whether the list has ended, and nothing but its end followed.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>What the answer says of the list, as far as it has been read.</summary>
    public ListEnvelope Envelope => _list.Envelope;

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
        if (_isAfterRow && Fields.TryLoadPlain(_buffer.AsSpan(_start, _end - _start), out int length))
        {
            _start += length;
            _arrivedSinceRow = 0;
            return true;
        }

        Utf8JsonReader reader = new(_buffer.AsSpan(_start, _end - _start), _isLast, _state);
        while (true)
        {
            Utf8JsonReader before = reader;
            if (!reader.Read())
            {
                Accept(before);
                HasEnded = _isLast && _list.IsOver && IsBlank();
                return false;
            }

            if (_list.IsInList)
            {
                if (reader.TokenType == JsonTokenType.StartObject)
                {
                    if (!Fields.TryLoad(ref reader))
                    {
                        Accept(before);
                        return false;
                    }

                    Accept(reader);
                    _arrivedSinceRow = 0;
                    _isAfterRow = true;
                    return true;
                }

                _isAfterRow = false;
                LeaveOrSkip(reader.TokenType);
            }
            else if (!_list.TryStep(ref reader, mayWait: _isLast || _end - _start < LongestLookAhead))
            {
                Accept(before);
                return false;
            }

            Accept(reader);
            reader = new(_buffer.AsSpan(_start, _end - _start), _isLast, _state);
        }
    }

    private void LeaveOrSkip(JsonTokenType token)
    {
        if (token == JsonTokenType.EndArray)
        {
            _list.LeaveList();
        }
        else if (token != JsonTokenType.Null)
        {
            throw new JsonException($"a row is a {token} and no object");
        }
    }

    private bool IsBlank()
    {
        foreach (byte rest in _buffer.AsSpan(_start, _end - _start))
        {
            if (rest is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                return false;
            }
        }

        return true;
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

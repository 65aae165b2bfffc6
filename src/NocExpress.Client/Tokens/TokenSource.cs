using System;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Client.Http;
using NocExpress.Client.Secrecy;
using NocExpress.Client.Tracing;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Tokens;

/// <summary>
/// Holds the connection's token, and gets a new one ahead of its end, in the background: until then the old one is good, whatever becomes
/// of that. Once it has
/// ended, or was refused, requests wait for the new one. It is asked for by one caller at a time, however many need it.
/// </summary>
internal sealed class TokenSource : IDisposable
{
    /// <summary>A token is renewed this long before it ends, but never in the first half of its life.</summary>
    private static readonly TimeSpan _aheadOfEnd = TimeSpan.FromMinutes(1);

    private readonly TokenEndpoint? _endpoint;
    private readonly TimeProvider _time;
    private readonly Redactor _redactor;
    private readonly Uri _baseUri;

    /// <summary>It is not disposed of: that would leave those who wait for it waiting for ever.</summary>
    [SuppressMessage("Usage", "CA2213", Justification = "It holds nothing that has to be given back.")]
    private readonly SemaphoreSlim _gate = new(1);
    private volatile bool _isClosed;
    /// <summary>How long after a renewal ahead of time that failed another is tried; sooner where the token ends sooner.</summary>
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _closing = new();
    private readonly BackgroundCall _background;
    private readonly object _ahead = new();
    private Task? _renewing;
    private volatile AccessToken? _token;
    private volatile bool _isRejected;

    /// <summary>In ticks of UTC: it is read while the background writes it.</summary>
    private long _renewAt;

    public TokenSource(ClientOptions options, Transport transport, Redactor redactor, TimeProvider time, TraceLog? trace = null)
    {
        _time = time;
        _baseUri = options.BaseUri;
        _redactor = redactor;
        _background = new BackgroundCall(_closing.Token);
        if (options.AccessToken is null)
        {
            _endpoint = new TokenEndpoint(options, transport, redactor, time, trace);
        }
        else
        {
            string token = new NetworkCredential("", options.AccessToken).Password;
            if (!AccessToken.CanBeSent(token))
            {
                throw new NocException(NocErrorKind.ValidationFailed, $"The access token is empty, longer than {AccessToken.Longest} characters, or holds a character that no header can hold, such as a line break. Give the token alone, by -AccessToken or NOCEXPRESS_ACCESS_TOKEN.");
            }

            Keep(new AccessToken(token, null));
        }
    }

    /// <summary>Whether there is a way to another token. A token that the user brought is all there is.</summary>
    public bool CanRenew => _endpoint is not null;

    public DateTimeOffset? ExpiresAt => _token?.ExpiresAt;

    /// <summary>Returns a token that is good.</summary>
    /// <exception cref="NocException">There is none, or the connection was closed.</exception>
    public async Task<string> GetAsync(ICallContext call)
    {
        _background.TellTo(call);
        if (Current() is not { } token)
        {
            return await RenewAsync(call).ConfigureAwait(false);
        }

        if (IsDue)
        {
            BeginToRenew();
        }

        return token;
    }

    /// <summary>The server refused the token: where there is a way to another, the next caller gets that. Somebody else may have got it already.</summary>
    public void MarkRejected(string token) => _isRejected |= _token?.Value == token;

    public void Dispose()
    {
        _isClosed = true;
        _token = null;
        _closing.Cancel();
    }

    private string? Current() =>
        _token is { } token && (_endpoint is null || (!_isRejected && (token.ExpiresAt is not { } end || _time.GetUtcNow() < end)))
            ? token.Value
            : null;

    private bool IsDue => _time.GetUtcNow().UtcTicks >= Volatile.Read(ref _renewAt);

    private void BeginToRenew()
    {
        lock (_ahead)
        {
            if (_renewing is null or { IsCompleted: true })
            {
                _renewing = Task.Run(RenewAheadAsync);
            }
        }
    }

    private async Task RenewAheadAsync()
    {
        try
        {
            await _gate.WaitAsync(_closing.Token).ConfigureAwait(false);
            try
            {
                if (IsDue)
                {
                    Keep(await _endpoint!.RequestOnceAsync(_background).ConfigureAwait(false));
                }
            }
            catch (NocException error)
            {
                TryAgainLater(error);
            }
            finally
            {
                _gate.Release();
            }
        }
        catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException)
        {
            // The connection was closed.
        }
    }

    private void TryAgainLater(NocException error)
    {
        DateTimeOffset now = _time.GetUtcNow();
        TimeSpan left = (_token?.ExpiresAt ?? now) - now;
        TimeSpan pause = error.RetryAfter ?? (left.Ticks / 5 < _pause.Ticks ? TimeSpan.FromTicks(Math.Max(left.Ticks / 5, 0)) : _pause);
        Volatile.Write(ref _renewAt, (now + pause).UtcTicks);
        _background.Verbose($"The access token could not be renewed ahead of its end, and is good for another {Math.Max(left.TotalSeconds, 0):0} s. {error.Message}");
    }

    private async Task<string> RenewAsync(ICallContext call)
    {
        await _gate.WaitAsync(call.CancellationToken).ConfigureAwait(false);
        try
        {
            if (_isClosed)
            {
                throw ClosedConnection.Error(_baseUri);
            }

            if (Current() is { } meanwhile)
            {
                return meanwhile;
            }

            AccessToken renewed = await RequestAsync(call).ConfigureAwait(false);
            Keep(renewed);
            return renewed.Value;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <remarks>Where there was a token and there is none now, every further request is bound to fail, whatever the reason: the run is over.</remarks>
    private async Task<AccessToken> RequestAsync(ICallContext call)
    {
        try
        {
            return await (_token is null ? _endpoint!.RequestFirstAsync(call) : _endpoint!.RequestAsync(call)).ConfigureAwait(false);
        }
        catch (NocException error) when (_token is not null && error.Kind != NocErrorKind.AuthenticationFailed)
        {
            throw new NocException(NocErrorKind.AuthenticationFailed, $"The access token could not be renewed. {error.Message}", error)
            {
                StatusCode = error.StatusCode,
                RequestId = error.RequestId,
                ServerErrors = error.ServerErrors,
            };
        }
    }

    private void Keep(AccessToken token)
    {
        DateTimeOffset now = _time.GetUtcNow();
        _redactor.HideToken(token.Value);
        DateTimeOffset due = token.ExpiresAt is { } end
            ? Later(end - _aheadOfEnd, now + TimeSpan.FromTicks((end - now).Ticks / 2))
            : DateTimeOffset.MaxValue;
        Volatile.Write(ref _renewAt, due.UtcTicks);
        _token = token;
        _isRejected = false;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

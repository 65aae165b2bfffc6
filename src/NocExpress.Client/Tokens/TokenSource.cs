using System;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Client.Http;
using NocExpress.Client.Secrecy;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Tokens;

/// <summary>Holds the connection's token, and gets a new one ahead of its end: one caller at a time, however many ask.</summary>
internal sealed class TokenSource : IDisposable
{
    /// <summary>A token is renewed this long before it ends, but never in the first half of its life.</summary>
    private static readonly TimeSpan _ahead = TimeSpan.FromMinutes(1);

    private readonly TokenEndpoint? _endpoint;
    private readonly TimeProvider _time;
    private readonly Redactor _redactor;
    private readonly Uri _baseUri;

    /// <summary>It is not disposed of: that would leave those who wait for it waiting for ever.</summary>
    [SuppressMessage("Usage", "CA2213", Justification = "It holds nothing that has to be given back.")]
    private readonly SemaphoreSlim _gate = new(1);
    private volatile bool _isClosed;
    private volatile AccessToken? _token;
    private volatile bool _isRejected;
    private DateTimeOffset _renewAt;

    public TokenSource(ClientOptions options, Transport transport, Redactor redactor, TimeProvider time)
    {
        _time = time;
        _baseUri = options.BaseUri;
        _redactor = redactor;
        if (options.AccessToken is null)
        {
            _endpoint = new TokenEndpoint(options, transport, redactor, time);
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

    /// <summary>Returns a token that lasts for a request.</summary>
    /// <exception cref="NocException">There is none, or the connection was closed.</exception>
    public async Task<string> GetAsync(ICallContext call) =>
        Current() ?? await RenewAsync(call).ConfigureAwait(false);

    /// <summary>The server refused the token: where there is a way to another, the next caller gets that. Somebody else may have got it already.</summary>
    public void MarkRejected(string token) => _isRejected |= _token?.Value == token;

    public void Dispose()
    {
        _isClosed = true;
        _token = null;
    }

    private string? Current() => _token is { } token && (_endpoint is null || (!_isRejected && _time.GetUtcNow() < _renewAt)) ? token.Value : null;

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
            return await _endpoint!.RequestAsync(call).ConfigureAwait(false);
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
        _renewAt = token.ExpiresAt is { } end ? Later(end - _ahead, now + TimeSpan.FromTicks((end - now).Ticks / 2)) : DateTimeOffset.MaxValue;
        _token = token;
        _isRejected = false;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

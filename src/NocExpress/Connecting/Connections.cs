using System.Threading;
using System.Threading.Tasks;
using NocExpress.Contract;
using NocExpress.Loading;
using NocExpress.Models;

namespace NocExpress.Connecting;

/// <summary>The connection that cmdlets use when they are not given one. The whole process shares it, and so do all its runspaces.</summary>
internal static class Connections
{
    private static readonly object _gate = new();
    private static readonly SemaphoreSlim _connecting = new(1);
    private static NocConnection? _default;

    /// <summary>Whether the last Connect-NocExpress failed: then nobody connects by himself, since the environment may name the company before.</summary>
    private static bool _hasFailed;

    public static NocConnection? Default
    {
        get
        {
            lock (_gate)
            {
                return _default;
            }
        }
    }

    /// <summary>Makes the connection the default, and returns the one that was.</summary>
    public static NocConnection? Use(NocConnection connection)
    {
        lock (_gate)
        {
            NocConnection? before = _default;
            _default = connection;
            _hasFailed = false;
            return before;
        }
    }

    /// <summary>
    /// Connect-NocExpress has failed: from now on there is no default, because what follows in the script was meant for another company than the one
    /// before. What runs on the old connection goes on.
    /// </summary>
    public static void NoteFailure()
    {
        lock (_gate)
        {
            _default = null;
            _hasFailed = true;
        }
    }

    public static void Close(NocConnection connection)
    {
        lock (_gate)
        {
            if (_default == connection)
            {
                _default = null;
            }
        }

        connection.Close();
    }

    /// <summary>Ends the default connection, if there is one, and whatever kept cmdlets from connecting by themselves.</summary>
    public static void CloseDefault()
    {
        if (Default is { } connection)
        {
            Close(connection);
        }

        lock (_gate)
        {
            _hasFailed = false;
        }
    }

    /// <summary>The default connection; where there is none, one made from the environment, once for all who ask at the same time.</summary>
    public static async Task<NocConnection> GetDefaultAsync(ICallContext call)
    {
        if (Default is { } connected)
        {
            return connected;
        }

        await _connecting.WaitAsync(call.CancellationToken).ConfigureAwait(false);
        try
        {
            if (Default is { } meanwhile)
            {
                return meanwhile;
            }

            RefuseAfterFailure();
            NocConnection connection = await OpenAsync(new ConnectionSettings().Resolve(), call).ConfigureAwait(false);
            Use(connection);
            return connection;
        }
        finally
        {
            _connecting.Release();
        }
    }

    /// <summary>Connects and gets a token; a connection that gets none is closed again.</summary>
    public static async Task<NocConnection> OpenAsync(ClientOptions options, ICallContext call)
    {
        NocConnection connection = new(options, ClientLoader.CreateClient(options));
        try
        {
            await connection.Client.ConnectAsync(call).ConfigureAwait(false);
        }
        catch
        {
            connection.Close();
            throw;
        }

        return connection;
    }

    private static void RefuseAfterFailure()
    {
        lock (_gate)
        {
            if (_hasFailed)
            {
                throw new NocException(
                    NocErrorKind.NotConnected,
                    "There is no connection: the last Connect-NocExpress failed, and no other is used in its place, as it may be another company's. Connect again with Connect-NocExpress.");
            }
        }
    }
}

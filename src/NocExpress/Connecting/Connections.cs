using System.Threading;
using System.Threading.Tasks;
using NocExpress.Contract;
using NocExpress.Loading;

namespace NocExpress.Connecting;

/// <summary>The connection that cmdlets use when they are not given one. The whole process shares it, and so do all its runspaces.</summary>
internal static class Connections
{
    private static readonly object _gate = new();
    private static readonly SemaphoreSlim _connecting = new(1);
    private static NocConnection? _default;

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

    public static void Use(NocConnection connection)
    {
        lock (_gate)
        {
            _default = connection;
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
}

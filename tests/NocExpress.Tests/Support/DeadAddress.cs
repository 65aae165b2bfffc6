using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;

namespace NocExpress.Tests.Support;

/// <summary>
/// An address that takes no connections and refuses none: the queue of a listener that never accepts is full. Only Linux lets them
/// wait.
/// </summary>
internal sealed class DeadAddress : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _queued = [];

    public DeadAddress()
    {
        _listener.DualMode = false;
        _listener.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        _listener.Listen(0);
        for (int i = 0; i < 3; i++)
        {
            Socket socket = new(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            _queued.Add(socket);
            IsDead = !socket.ConnectAsync(IPAddress.IPv6Loopback, Port).Wait(TimeSpan.FromMilliseconds(300));
        }
    }

    public bool IsDead { get; }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public void Dispose()
    {
        _queued.ForEach(socket => socket.Dispose());
        _listener.Dispose();
    }
}

using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using NocExpress.Proxy;

// Usage: NocExpress.Proxy [USER:PASSWORD]. Writes its port, and then a line for each request: whether it is let through, and what it asks for;
// of a tunnel also the names of the headers that came with it.
string? authorization = args.Length > 0 ? "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(args[0])) : null;
using TcpListener listener = new(IPAddress.Loopback, 0);
listener.Start();
Console.WriteLine(((IPEndPoint)listener.LocalEndpoint).Port);
while (true)
{
    TcpClient client = await listener.AcceptTcpClientAsync();
    _ = Task.Run(() => new ProxiedConnection(client, authorization).ServeAsync());
}

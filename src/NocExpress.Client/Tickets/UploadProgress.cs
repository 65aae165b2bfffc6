using System;
using System.Linq;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Tickets;

/// <summary>Tells how far an upload is: now and then, and only where it is large enough to take a while.</summary>
internal sealed class UploadProgress(NocTicketRequest ticket, ICallContext call, TimeProvider time)
{
    private const long Large = 1024 * 1024;

    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(250);

    private readonly long _length = ticket.Parts.Sum(part => part.Length);
    private readonly string _files = string.Join(", ", ticket.Attachments.Select(file => file.Name));
    private long _sent;
    private long _toldAt = time.GetTimestamp();
    private bool _hasTold;

    public void Add(int bytes)
    {
        _sent = Math.Min(_sent + bytes, _length);
        bool isDue = _length > Large && (_sent < _length ? time.GetElapsedTime(_toldAt) >= _interval : _hasTold);
        if (isDue)
        {
            _toldAt = time.GetTimestamp();
            _hasTold = _sent < _length;
            call.Uploading(_files, _sent, _length);
        }
    }
}

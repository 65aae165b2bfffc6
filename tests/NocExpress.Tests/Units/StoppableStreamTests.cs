using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using NocExpress.Client.Http;
using Xunit;

namespace NocExpress.Tests.Units;

/// <summary>Bodies of answers as .NET Framework has them, which know of no token.</summary>
public sealed class StoppableStreamTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_read_ends_with_its_token_though_the_stream_knows_of_none()
    {
        using CancellationTokenSource stop = new();
        SilentStream silent = new("head"u8.ToArray());
        using StoppableStream stream = new(silent);
        byte[] buffer = new byte[16];
        Assert.Equal(4, await stream.ReadAsync(buffer, stop.Token));

        Task<int> read = stream.ReadAsync(buffer, stop.Token).AsTask();
        Assert.False(read.IsCompleted);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.WaitAsync(_patience));
        await silent.Closed.WaitAsync(_patience);
    }

    [Fact]
    public async Task What_comes_after_a_read_was_given_up_is_not_written_to_its_buffer()
    {
        using CancellationTokenSource stop = new();
        SilentStream silent = new([]);
        using StoppableStream stream = new(silent);
        byte[] buffer = new byte[16];
        Task<int> read = stream.ReadAsync(buffer, stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.WaitAsync(_patience));

        silent.Answer(7);

        Assert.All(buffer, static one => Assert.Equal(0, one));
    }

    [Fact]
    public async Task The_timeout_of_an_attempt_ends_a_body_that_does_not_come_on_Windows_PowerShell()
    {
        using Watchdog watchdog = new(TimeSpan.FromMilliseconds(100), TimeProvider.System, CancellationToken.None);
        using WatchedStream watched = new(new StoppableStream(new SilentStream([])), watchdog);

        Task<int> read = watched.ReadAsync(new byte[16]).AsTask();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.WaitAsync(_patience));
        Assert.True(watchdog.HasFired);
    }

    /// <summary>Gives its beginning, and then nothing, whatever a token says.</summary>
    private sealed class SilentStream(byte[] beginning) : MemoryStream
    {
        private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<int> _rest = new();
        private byte[] _beginning = beginning;
        private byte[]? _target;

        public Task Closed => _closed.Task;

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            if (_beginning.Length == 0)
            {
                _target = buffer;
                return _rest.Task;
            }

            int length = _beginning.Length;
            _beginning.CopyTo(buffer, offset);
            _beginning = [];
            return Task.FromResult(length);
        }

        public void Answer(byte value)
        {
            Array.Fill(_target!, value);
            _rest.SetResult(1);
        }

        protected override void Dispose(bool disposing)
        {
            _closed.TrySetResult();
            base.Dispose(disposing);
        }
    }
}

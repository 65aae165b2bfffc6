using System;
using System.Linq;
using System.Management.Automation;
using NocExpress.Text;

namespace NocExpress.Pipeline;

/// <summary>
/// Tells how far things are, from the pipeline thread. A process that nobody sits at is told nothing: it passes progress on to its log, line
/// by line.
/// </summary>
internal static class Progress
{
    private const int WorkActivity = 0;
    private const int WaitActivity = 1;
    private const int UploadActivity = 2;
    private const int AwaitActivity = 3;
    private const int FollowActivity = 4;

    private static readonly bool _isNonInteractive = StartedNonInteractive();

    /// <summary>Tells how far a cmdlet's work is.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="activity">What it does.</param>
    /// <param name="one">What it does that with.</param>
    /// <param name="begun">With how many it has begun.</param>
    /// <param name="all">How many there are; the work is over when that many have begun and none is under way.</param>
    /// <param name="requestsPerMinute">The limit, by which the others will take so long.</param>
    public static void Work(Cmdlet cmdlet, string activity, string one, int begun, int all, int requestsPerMinute) => Write(
        cmdlet,
        WorkActivity,
        activity,
        begun < all ? $"{one} {begun + 1} of {all}" : "Done",
        begun < all,
        record =>
        {
            record.PercentComplete = all == 0 ? 100 : (int)(100L * begun / all);
            record.SecondsRemaining = (int)Math.Ceiling(60d * (all - begun) / requestsPerMinute);
        });

    public static void Upload(Cmdlet cmdlet, string what, long sent, long length) => Write(
        cmdlet,
        UploadActivity,
        $"Uploading {what}",
        $"{ByteSize.Readable(sent)} of {ByteSize.Readable(length)}",
        sent < length,
        record => record.PercentComplete = (int)(100 * sent / length));

    public static void Wait(Cmdlet cmdlet, string reason, TimeSpan left) => Left(cmdlet, WaitActivity, "Waiting for the rate limit", reason, left);

    public static void Await(Cmdlet cmdlet, string what, TimeSpan left) => Left(cmdlet, AwaitActivity, "Waiting for the server", what, left);

    public static void Follow(Cmdlet cmdlet, string status, TimeSpan next) => Left(cmdlet, FollowActivity, "Following NOC tickets", status, next);

    private static void Left(Cmdlet cmdlet, int id, string activity, string status, TimeSpan left) => Write(
        cmdlet,
        id,
        activity,
        status.Length == 0 ? "Done" : status,
        left > TimeSpan.Zero,
        record => record.SecondsRemaining = (int)Math.Ceiling(left.TotalSeconds));

    private static void Write(Cmdlet cmdlet, int id, string activity, string status, bool goesOn, Action<ProgressRecord> measure)
    {
        if (_isNonInteractive)
        {
            return;
        }

        ProgressRecord record = new(id, activity, status) { RecordType = goesOn ? ProgressRecordType.Processing : ProgressRecordType.Completed };
        measure(record);
        cmdlet.WriteProgress(record);
    }

    /// <summary>Whether PowerShell was started with <c>-NonInteractive</c>, which can be cut down to <c>-noni</c>. It tells its cmdlets in no other way.</summary>
    private static bool StartedNonInteractive() => Environment.GetCommandLineArgs()
        .Select(argument => argument.TrimStart('-', '/'))
        .Any(name => name.Length >= 4 && "NonInteractive".StartsWith(name, StringComparison.OrdinalIgnoreCase));
}

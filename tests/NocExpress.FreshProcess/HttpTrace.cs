using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.Tracing;
using System.IO;
using System.Linq;
using System.Text;

namespace NocExpress.FreshProcess;

/// <summary>
/// Writes down whatever .NET itself tells of its networking to those who listen: event sources, diagnostic listeners and activities, all at
/// their most talkative.
/// </summary>
internal sealed class HttpTrace : EventListener, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    // The base class calls back before a constructor of this one could set it.
    private static TextWriter? _file;

    public static HttpTrace Start(string path)
    {
        _file = TextWriter.Synchronized(new StreamWriter(path) { AutoFlush = true });
        HttpTrace trace = new();
        DiagnosticListener.AllListeners.Subscribe(trace);
        ActivitySource.AddActivityListener(new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Write(
                $"activity {activity.Source.Name}: {activity.DisplayName} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Events.SelectMany(told => told.Tags))}"),
        });
        return trace;
    }

    public void OnNext(DiagnosticListener value) => value.Subscribe(this);

    public void OnNext(KeyValuePair<string, object?> value) => Write($"diagnostic {value.Key}: {value.Value}");

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name.Contains("System.Net", StringComparison.Ordinal) || eventSource.Name.Contains("Extensions", StringComparison.Ordinal))
        {
            EnableEvents(eventSource, EventLevel.Verbose, EventKeywords.All);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
        Write($"event {eventData.EventSource.Name} {eventData.EventName}: {string.Join(" | ", eventData.Payload?.Select(Text) ?? [])}");

    private static string? Text(object? value) => value is byte[] bytes ? Encoding.Latin1.GetString(bytes) : value?.ToString();

    private static void Write(string line) => _file!.WriteLine(line.ReplaceLineEndings(" "));
}

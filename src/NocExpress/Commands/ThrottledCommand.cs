using System.Management.Automation;
using NocExpress.Pipeline;

namespace NocExpress.Commands;

/// <summary>A cmdlet that makes several calls at once, and writes what they bring in the order of the input.</summary>
public abstract class ThrottledCommand : ConnectedCommand
{
    private CallQueue? _calls;

    private protected ThrottledCommand()
    {
    }

    /// <summary>The most requests under way at once; 4 by default. What they bring comes out in the order of the input all the same.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int ThrottleLimit { get; set; } = 4;

    private protected CallQueue Calls => _calls ??= SideBySide(ThrottleLimit);

    /// <summary>Writes what is still to come.</summary>
    protected override void EndProcessing() => _calls?.WriteToEnd();

    /// <summary>Ends what goes on.</summary>
    /// <param name="disposing">Whether <see cref="NocCommand.Dispose()"/> was called.</param>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _calls?.Dispose();
    }
}

using System;
using System.Globalization;
using System.Management.Automation.Host;

namespace NocExpress.Quickstart;

/// <summary>Shows on the terminal what a user of pwsh would see. Nobody answers questions: there are none.</summary>
internal sealed class TerminalHost : PSHost
{
    public override string Name => "NocExpress.Quickstart";

    public override Version Version { get; } = new(1, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI { get; } = new TerminalInterface();

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }
}

using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace NocExpress.Tests.Support;

/// <summary>A host that keeps what is written to it, such as the words of -WhatIf, and that nobody sits at: every prompt fails.</summary>
internal sealed class RecordingHost : PSHost
{
    private readonly Interface _interface = new();

    public override string Name => "NocExpress.Tests";

    public override Version Version { get; } = new(1, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => _interface;

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public string Text => _interface.Written.ToString();

    /// <summary>The choices that somebody makes when asked, in order: then somebody is there, as long as they last.</summary>
    public Queue<int> Choices => _interface.Choices;

    public void Clear() => _interface.Written.Clear();

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

    private sealed class Interface : PSHostUserInterface
    {
        public StringBuilder Written { get; } = new();

        public Queue<int> Choices { get; } = new();

        public override PSHostRawUserInterface? RawUI => null;

        public override void Write(string value) => Written.Append(value);

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Written.Append(value);

        public override void WriteLine(string value) => Written.AppendLine(value);

        public override void WriteErrorLine(string value) => Written.AppendLine(value);

        public override void WriteDebugLine(string message) => Written.AppendLine(message);

        public override void WriteVerboseLine(string message) => Written.AppendLine(message);

        public override void WriteWarningLine(string message) => Written.AppendLine(message);

        public override void WriteProgress(long sourceId, ProgressRecord record)
        {
        }

        public override string ReadLine() => throw new NotSupportedException("Nobody is there.");

        public override SecureString ReadLineAsSecureString() => throw new NotSupportedException("Nobody is there.");

        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
            throw new NotSupportedException("Nobody is there.");

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
            throw new NotSupportedException("Nobody is there.");

        public override PSCredential PromptForCredential(
            string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
            throw new NotSupportedException("Nobody is there.");

        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
        {
            Written.AppendLine(message);
            return Choices.TryDequeue(out int choice) ? choice : throw new NotSupportedException("Nobody is there.");
        }
    }
}

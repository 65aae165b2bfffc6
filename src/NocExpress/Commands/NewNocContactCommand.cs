using System.Management.Automation;
using NocExpress.Completion;
using NocExpress.Models;
using NocExpress.Runtime;

namespace NocExpress.Commands;

/// <summary>Makes a further contact for the <c>-AdditionalContact</c> of <c>New-NocTicket</c>. It calls no server.</summary>
[Cmdlet(VerbsCommon.New, "NocContact")]
[OutputType(typeof(NocContact))]
public sealed class NewNocContactCommand : NocCommand
{
    /// <summary>"Technical contact", "Local contact" or "Other" (<c>type</c>).</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(ContactTypeCompleter))]
    public string Type { get; set; } = "";

    /// <summary>The person's name (<c>name</c>).</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string Name { get; set; } = "";

    /// <summary>The phone number (<c>number</c>): digits, with spaces, <c>-</c>, <c>.</c>, <c>(</c>, <c>)</c> and a leading <c>+</c> as one writes them; no extension.</summary>
    [Parameter(Mandatory = true, Position = 2, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string Number { get; set; } = "";

    /// <summary>Makes the contact.</summary>
    protected override void ProcessRecord()
    {
        if (ContactRules.Read(Type, Name, Number, out NocContact? contact) is { } problem)
        {
            ReportInvalid(problem, Name);
            return;
        }

        WriteObject(contact);
    }
}

using System.Management.Automation;
using NocExpress.Completion;
using NocExpress.Models;
using NocExpress.Rules;

namespace NocExpress.Commands;

/// <summary>Makes a further contact for the <c>-AdditionalContact</c> of <see cref="NewNocTicketCommand"/>.</summary>
/// <remarks>
/// <para>
/// It checks the contact and calls no server. The primary contact and the contact at the site are parameters of New-NocTicket itself.
/// </para>
/// </remarks>
/// <notes>
/// <para>
/// A contact of another type, without a name, or with a number that digits alone cannot hold is NocValidationFailed. The API takes the number
/// as an integer, so that a leading zero or an extension would be lost; both are refused.
/// </para>
/// </notes>
/// <example>
/// <summary>Make a contact.</summary>
/// <code>
/// $contact = New-NocContact -Type 'Technical contact' -Name 'Field services' -Number '+1 612-555-0199'
/// </code>
/// <para>The contact's number is 16125550199.</para>
/// </example>
/// <example>
/// <summary>Make contacts from rows.</summary>
/// <code>
/// @'
/// Type,Name,Number
/// Local contact,Day manager,612-555-0101
/// Other,Guard,612-555-0188
/// '@ | ConvertFrom-Csv | New-NocContact
/// </code>
/// <para>Binds the three columns by their names.</para>
/// </example>
/// <seealso cref="NewNocTicketCommand"/>
[Cmdlet(VerbsCommon.New, "NocContact", HelpUri = "https://dev.dx.granitemsp.com/g360/nocexpress/create-ticket")]
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

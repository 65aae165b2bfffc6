using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using NocExpress.Contract;
using NocExpress.Input;
using NocExpress.Models;

namespace NocExpress.Commands;

/// <summary>
/// Reads an item of <c>New-NocTicket</c>'s input: a configuration, or a row whose columns PowerShell has bound to the parameters. Says what
/// was meant and judges nothing but whether the object can be reported at all.
/// </summary>
internal sealed class TicketItemReader(IEnumerable<string> parametersOfTheCommandLine, AttachmentResolver attachments)
{
    private static readonly PropertyReader _noRow = new(new Hashtable());

    private readonly HashSet<string> _onCommandLine = new(parametersOfTheCommandLine, StringComparer.OrdinalIgnoreCase);

    public TicketItem Read(int position, object? input, bool isGiven, bool fromPipeline, NewNocTicketCommand command, NocCompany? otherOwner)
    {
        object? source = input is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : input;
        PropertyReader? configuration = source is null ? null : AsConfiguration(input!);
        PropertyReader row = fromPipeline && source is not null && IsRow(source) ? new PropertyReader(input!) : _noRow;
        return new TicketItem
        {
            Position = position,
            Source = isGiven ? input : null,
            Problem = isGiven ? ProblemWith(source, configuration, fromPipeline) ?? ProblemWith(otherOwner) : null,
            SiteName = configuration?["SiteName"],
            Macnum = OrNull(command.Macnum) ?? configuration?["Macnum"],
            ConfigurationMacnum = configuration?["Macnum"],
            ConfigurationIds = configuration?.List("Id") ?? command.ConfigurationId ?? [],
            TypeNames = OrNull(command.TypeName) is { } type ? [type] : configuration?.List("TypeNames") ?? [],
            SubtypeNames = OrNull(command.SubtypeName) is { } subtype ? [subtype] : configuration?.List("SubtypeNames") ?? [],
            IssueName = command.IssueName,
            InitialDescription = OrNull(command.InitialDescription),
            MaintenanceWindow = command.MaintenanceWindow,
            AccessHours = command.AccessHours,
            ContactName = command.ContactName,
            ContactEmailAddress = command.ContactEmailAddress,
            LocalContactName = command.LocalContactName,
            LocalContactNumber = command.LocalContactNumber,
            AdditionalContacts = [.. (command.AdditionalContact ?? []).Where(contact => contact is not string { Length: 0 }).Select(Contact)],
            CustomerTicketNumber = OrNull(command.CustomerTicketNumber),
            PriorTicket = OrNull(command.PriorTicket),
            AutomaticEmailContact = Flag(nameof(command.AutomaticEmailContact), command.AutomaticEmailContact, row),
            AutomaticEmailCc = Flag(nameof(command.AutomaticEmailCc), command.AutomaticEmailCc, row),
            AutomaticEmailCcAddress = [.. (command.AutomaticEmailCcAddress ?? []).Where(text => !string.IsNullOrWhiteSpace(text))],
            TechnicianDispatchApproved = Flag(nameof(command.TechnicianDispatchApproved), command.TechnicianDispatchApproved, row),
            GrantedTenantMacnum = OrNull(command.GrantedTenantMacnum) ?? OrNull(row["GrantedTenantMacnum"]),
            Attachments = [.. attachments.Resolve(Files(nameof(command.Attachment), command.Attachment), Files(nameof(command.LiteralAttachment), command.LiteralAttachment))],
        };
    }

    /// <remarks>A configuration that came out of a job or a file is one too, though its type is gone.</remarks>
    private static PropertyReader? AsConfiguration(object input)
    {
        PSObject wrapped = PSObject.AsPSObject(input);
        bool isOne = wrapped.BaseObject is NocConfiguration || wrapped.TypeNames.Contains("Deserialized." + typeof(NocConfiguration).FullName);
        return isOne ? new PropertyReader(input) : null;
    }

    private static string? ProblemWith(NocCompany? otherOwner) => otherOwner is null
        ? null
        : $"is of {otherOwner}, and the connection acts for another company. Give the connection that it was read over by -Connection, or read it again.";

    private static bool IsRow(object source) => source is not (string or ValueType or IDictionary);

    private string? ProblemWith(object? source, PropertyReader? configuration, bool fromPipeline)
    {
        if (source is null)
        {
            return "is null. Pipe configurations or rows.";
        }

        if (configuration is null)
        {
            return !fromPipeline ? $"is a {source.GetType().Name} and no configuration. Pipe rows instead of giving them to -Configuration."
                : IsRow(source) ? null
                : $"is a {source.GetType().Name}, not a configuration or an object with properties such as Macnum and ConfigurationId.";
        }

        return _onCommandLine.Contains(nameof(NewNocTicketCommand.ConfigurationId))
            ? "is a configuration, and -ConfigurationId names others. Give one or the other."
            : null;
    }

    /// <remarks>An empty cell of a table means no file; an empty path on the command line is a mistake, and is reported.</remarks>
    private string[]? Files(string parameter, string[]? paths) =>
        _onCommandLine.Contains(parameter) ? paths : paths?.Where(path => !string.IsNullOrWhiteSpace(path)).ToArray();

    private string? Flag(string name, SwitchParameter parameter, PropertyReader row) =>
        _onCommandLine.Contains(name) ? (parameter ? "true" : "false") : OrNull(row[name]);

    private static ContactDraft Contact(object? contact)
    {
        if (contact is null)
        {
            return new ContactDraft(null, null, null, "is null. Give contacts from New-NocContact, or leave the parameter out.");
        }

        if (contact is string or PSObject { BaseObject: string })
        {
            return new ContactDraft(contact.ToString(), null, null, "is text. Give contacts from New-NocContact, or hashtables with Type, Name and Number.");
        }

        PropertyReader row = new(contact);
        string[] unknown = [.. row.Names.Except(["Type", "Name", "Number"], StringComparer.OrdinalIgnoreCase)];
        return unknown.Length > 0
            ? new ContactDraft(null, null, null, $"has {string.Join(", ", unknown)}. Give Type, Name and Number, and nothing else.")
            : new ContactDraft(row["Type"], row["Name"], row["Number"]);
    }

    private static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

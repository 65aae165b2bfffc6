using System;
using System.Collections;
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
internal sealed class TicketItemReader(GivenParameters given, Precedence precedence, TableColumns columns, AttachmentResolver attachments)
{
    private static readonly PropertyReader _noRow = new(new Hashtable());

    public TicketItem Read(int position, object? input, bool isGiven, bool fromPipeline, NewNocTicketCommand command, string? otherOwner)
    {
        object? source = input is PSObject wrapped && wrapped.BaseObject is not PSCustomObject ? wrapped.BaseObject : input;
        PropertyReader? configuration = source is null ? null : AsConfiguration(input!);
        PropertyReader item = configuration ?? (fromPipeline && source is not null && IsRow(source) ? new PropertyReader(input!) : _noRow);
        return new TicketItem
        {
            Position = position,
            Source = isGiven ? input : null,
            Problem = isGiven ? ProblemWith(source, configuration, fromPipeline) ?? otherOwner ?? columns.WrongSeparator(input) : null,
            SiteName = configuration?["SiteName"],
            Macnum = Text(nameof(command.Macnum), command.Macnum) ?? configuration?["Macnum"],
            ConfigurationMacnum = configuration?["Macnum"],
            ConfigurationIds = configuration?.List("Id") ?? List(nameof(command.ConfigurationId), command.ConfigurationId),
            TypeNames = Text(nameof(command.TypeName), command.TypeName) is { } type ? [type] : configuration?.List("TypeNames") ?? [],
            SubtypeNames = Text(nameof(command.SubtypeName), command.SubtypeName) is { } subtype ? [subtype] : configuration?.List("SubtypeNames") ?? [],
            IssueName = Text(nameof(command.IssueName), command.IssueName),
            InitialDescription = Text(nameof(command.InitialDescription), command.InitialDescription),
            MaintenanceWindow = Text(nameof(command.MaintenanceWindow), command.MaintenanceWindow),
            AccessHours = Text(nameof(command.AccessHours), command.AccessHours),
            ContactName = Text(nameof(command.ContactName), command.ContactName),
            ContactEmailAddress = Text(nameof(command.ContactEmailAddress), command.ContactEmailAddress),
            LocalContactName = Text(nameof(command.LocalContactName), command.LocalContactName),
            LocalContactNumber = Text(nameof(command.LocalContactNumber), command.LocalContactNumber),
            AdditionalContacts =
            [
                .. Contacts(nameof(command.AdditionalContact), command.AdditionalContact)
                    .Where(contact => contact is not string { Length: 0 })
                    .Select(Contact),
            ],
            CustomerTicketNumber = Text(nameof(command.CustomerTicketNumber), command.CustomerTicketNumber),
            PriorTicket = Text(nameof(command.PriorTicket), command.PriorTicket),
            AutomaticEmailContact = Flag(nameof(command.AutomaticEmailContact), command.AutomaticEmailContact),
            AutomaticEmailCc = Flag(nameof(command.AutomaticEmailCc), command.AutomaticEmailCc),
            AutomaticEmailCcAddress = List(nameof(command.AutomaticEmailCcAddress), command.AutomaticEmailCcAddress),
            TechnicianDispatchApproved = Flag(nameof(command.TechnicianDispatchApproved), command.TechnicianDispatchApproved),
            GrantedTenantMacnum = Unbound(nameof(command.GrantedTenantMacnum), command.GrantedTenantMacnum),
            Attachments =
            [
                .. attachments.Resolve(
                    List(nameof(command.Attachment), command.Attachment),
                    List(nameof(command.LiteralAttachment), command.LiteralAttachment)),
            ],
        };

        object? Own(string name) => item.First(given.NamesOf(name));

        string? OwnText(string name) => PropertyReader.Text(Own(name));

        string? Text(string name, string? bound) => OrNull(precedence.Choose(name, position, bound, OwnText(name)));

        // PowerShell binds no switch from a row, and not the tenant, which all cmdlets have.
        string? Unbound(string name, string? bound) =>
            OrNull(given.Contains(name) ? precedence.Choose(name, position, bound, OwnText(name)) : OwnText(name));

        string? Flag(string name, SwitchParameter bound) => Unbound(name, bound ? "true" : "false");

        string[] List(string name, string[]? bound) =>
            [.. (precedence.Choose(name, position, bound, [.. PropertyReader.ListOf(Own(name))]) ?? []).Where(text => !string.IsNullOrWhiteSpace(text))];

        object?[] Contacts(string name, object?[]? bound) =>
            precedence.Choose(name, position, bound, Own(name) is { } own ? PropertyReader.Elements(own) : null) ?? [];
    }

    /// <remarks>A configuration that came out of a job or a file is one too, though its type is gone.</remarks>
    private static PropertyReader? AsConfiguration(object input)
    {
        PSObject wrapped = PSObject.AsPSObject(input);
        bool isOne = wrapped.BaseObject is NocConfiguration || wrapped.TypeNames.Contains("Deserialized." + typeof(NocConfiguration).FullName);
        return isOne ? new PropertyReader(input) : null;
    }

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

        return given.Contains(nameof(NewNocTicketCommand.ConfigurationId)) && !given.IsDefault(nameof(NewNocTicketCommand.ConfigurationId))
            ? "is a configuration, and -ConfigurationId names others. Give one or the other."
            : null;
    }

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

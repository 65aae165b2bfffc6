using System.Collections.Generic;
using System.Runtime.CompilerServices;
using NocExpress.Client.Guesses;
using NocExpress.Client.Json;
using NocExpress.Models;

namespace NocExpress.Client.Configurations;

/// <summary>Reads a configuration out of its row.</summary>
[GoesBy(Guess.ConfigurationFields)]
[GoesBy(Guess.TypeAndStatusForm)]
[GoesBy(Guess.TicketTypeKeys)]
internal static class ConfigurationReader
{
    /// <summary>The keys under which the ticket type may come, which no document names: the likeliest first.</summary>
    public static readonly IReadOnlyList<string> TypeKeys =
    [
        "type_name", "ticket_type_name", "ticket_type", "type_names", "ticket_type_names", "ticket_types",
    ];

    public static readonly IReadOnlyList<string> SubtypeKeys =
    [
        "subtype_name", "sub_type_name", "ticket_subtype_name", "ticket_subtype", "ticket_sub_type", "subtype", "sub_type",
        "ticket_sub_type_name", "subtype_names", "sub_type_names", "ticket_subtype_names", "ticket_sub_type_names", "ticket_subtypes",
        "ticket_sub_types", "subtypes", "sub_types",
    ];

    [MethodImpl(JitHint.AggressiveOptimization)]
    public static NocConfiguration Read(JsonFields fields, Owner owner, string? macnum)
    {
        if (owner.Key is not null)
        {
            fields.Text(owner.Key);
        }

        return new NocConfiguration
        {
            Id = fields.Id("id"),
            Name = fields.Text("name"),
            Type = fields.Name("type"),
            Status = fields.Name("status"),
            Macnum = macnum,
            SiteName = fields.Text("site_name"),
            TypeNames = fields.Names(TypeKeys),
            SubtypeNames = fields.Names(SubtypeKeys),
            Rest = fields.Rest(),
        };
    }
}

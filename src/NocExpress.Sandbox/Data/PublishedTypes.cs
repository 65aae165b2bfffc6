using System.Collections.Generic;
using System.Linq;
using NocExpress.Sandbox.Settings;

namespace NocExpress.Sandbox.Data;

/// <summary>The ticket types and subtypes that a configuration names, and whether as lists.</summary>
internal sealed record PublishedTypes(IReadOnlyList<string> Types, IReadOnlyList<string> Subtypes, bool AsList)
{
    public static PublishedTypes Of(Configuration configuration, TypeForm form) => form switch
    {
        TypeForm.String => One(configuration, asList: false),
        TypeForm.List => One(configuration, asList: true),
        TypeForm.Several => Several(configuration),
        TypeForm.None => new([], [], AsList: false),
        _ => Of(configuration, UsualForm(configuration)),
    };

    /// <summary>Whether a ticket of this type and subtype can be about the configuration.</summary>
    public static bool Allow(Configuration configuration, TypeForm form, string type, string subtype)
    {
        PublishedTypes named = Of(configuration, form);

        // A configuration that names nothing can still have tickets; then all that its service knows is allowed.
        PublishedTypes allowed = named.Types.Count > 0 ? named : Several(configuration);
        return allowed.Types.Contains(type) && allowed.Subtypes.Contains(subtype) && TicketTypes.SubtypesOf(type).Contains(subtype);
    }

    private static TypeForm UsualForm(Configuration configuration) =>
        configuration.Service.IsBroadband
            ? TypeForm.String
            : Scatter.Below(10, configuration.Id, aspect: 4) switch
            {
                < 7 => TypeForm.String,
                < 9 => TypeForm.Several,
                _ => TypeForm.None,
            };

    private static PublishedTypes One(Configuration configuration, bool asList)
    {
        string type = configuration.Service.TicketType;
        string[] subtypes = [.. TicketTypes.SubtypesOf(type)];
        string subtype = configuration.Service.IsBroadband
            ? TicketTypes.Outage
            : subtypes[Scatter.Below(subtypes.Length, configuration.Id, aspect: 5)];
        return new([type], [subtype], asList);
    }

    private static PublishedTypes Several(Configuration configuration)
    {
        string[] types = [configuration.Service.TicketType, TicketTypes.Equipment];
        return new(types, [.. types.SelectMany(TicketTypes.SubtypesOf)], AsList: true);
    }
}

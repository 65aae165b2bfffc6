namespace NocExpress.Models;

/// <summary>How the lists of a ticket request, <c>sites</c> and <c>additional_contacts</c>, are written into its form. The vendor does not say.</summary>
public enum NocListEncoding
{
    /// <summary>One part, which holds a JSON array of objects.</summary>
    Json,

    /// <summary>A part for each item, all of the field's name, which holds a JSON object.</summary>
    JsonItems,

    /// <summary>A part for each value: <c>sites[0][macnum]</c>.</summary>
    Brackets,

    /// <summary>A part for each value: <c>sites[0].macnum</c>.</summary>
    Dots,
}

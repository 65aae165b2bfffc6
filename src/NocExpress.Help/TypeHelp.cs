namespace NocExpress.Help;

/// <summary>A type that a cmdlet takes or gives, and what is said of it there.</summary>
internal sealed record TypeHelp(string Name, string Description)
{
    public static TypeHelp None(string description) => new("None", description);
}

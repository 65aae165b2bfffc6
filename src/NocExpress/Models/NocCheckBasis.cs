namespace NocExpress.Models;

/// <summary>What an expectation of the server rests on.</summary>
public enum NocCheckBasis
{
    /// <summary>The vendor's page says so.</summary>
    Documented,

    /// <summary>The page of another API of the same platform says so.</summary>
    Sibling,

    /// <summary>Nobody says so: it is inferred.</summary>
    Guessed,
}

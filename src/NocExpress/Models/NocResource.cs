namespace NocExpress.Models;

/// <summary>
/// What every object read from the API has in common: nothing that the server sent is lost. Only characters that a terminal would obey are
/// replaced by U+FFFD in every text: control characters other than tabs and the ends of lines, and the marks that turn the direction of text.
/// </summary>
public abstract class NocResource
{
    private protected NocResource()
    {
    }

    /// <summary>
    /// The fields that the server sent and that have no property of their own, by their names in the API. Values are strings,
    /// numbers, booleans, arrays and dictionaries. A documented field whose value is not of its documented type is kept here too.
    /// </summary>
    public DictionaryOfFields AdditionalProperties => Rest ?? DictionaryOfFields.None;

    internal DictionaryOfFields? Rest { get; init; }
}

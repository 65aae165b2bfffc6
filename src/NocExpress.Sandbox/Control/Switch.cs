using System.Collections.Generic;
using System.Text.Json.Nodes;

namespace NocExpress.Sandbox.Control;

/// <summary>A key of the behaviour or of a fault, for who shows it to people.</summary>
/// <param name="Key">Its name in JSON.</param>
/// <param name="Kind">What it takes: flag, count, number, text, choice, texts, object, or json for anything else.</param>
/// <param name="Values">What can be chosen.</param>
/// <param name="Keys">What an object has. It is set as a whole.</param>
/// <param name="Default">What it is if nobody sets it.</param>
/// <param name="Meaning">What it does, in the words of docs/sandbox.md.</param>
/// <param name="Example">A value that it takes.</param>
internal sealed record Switch(
    string Key, string Kind, IReadOnlyList<string>? Values, IReadOnlyList<Switch>? Keys, JsonNode? Default, string Meaning, string Example);

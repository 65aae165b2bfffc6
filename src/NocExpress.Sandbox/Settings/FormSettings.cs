using System.Text.Json.Serialization;

namespace NocExpress.Sandbox.Settings;

// The forms that a ticket request can take where the documents leave it open. Each is one key of Behaviour.

/// <summary>
/// In which form the lists of a ticket request are understood: an array of objects in one part, an object in each of several parts, or a
/// part for each value, named sites[0][macnum] or sites[0].macnum.
/// </summary>
internal enum ListEncoding { Json, JsonItems, Brackets, Dots }

/// <summary>By whose words and in whose shape a ticket request is refused.</summary>
internal enum Framework
{
    [JsonStringEnumMemberName("fastapi")] FastApi,
    Django,
    Rails,
    [JsonStringEnumMemberName("aspnet")] AspNet,
}

using System;
using System.Collections.Generic;
using NocExpress.Sandbox.Settings;

namespace NocExpress.Sandbox.Control;

/// <summary>What a key takes, by its type in the code.</summary>
internal static class ValueKind
{
    public static string Of(Type type) =>
        type.IsEnum ? "choice"
        : type == typeof(bool) ? "flag"
        : type == typeof(int) ? "count"
        : type == typeof(double) ? "number"
        : type == typeof(string) ? "text"
        : type == typeof(DateTimeOffset) ? "text"
        : type.IsAssignableTo(typeof(IEnumerable<string>)) ? "texts"
        : IsSettings(type) ? "object"
        : "json";

    /// <summary>Whether it is an object with keys of its own.</summary>
    public static bool IsSettings(Type type) => type.IsClass && type.Namespace == typeof(Behaviour).Namespace;
}

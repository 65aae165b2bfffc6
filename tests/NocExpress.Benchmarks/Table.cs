using System;

namespace NocExpress.Benchmarks;

/// <summary>The results as they come.</summary>
internal static class Table
{
    public static void Title(string text) => Console.WriteLine($"\n{text}\n{new string('-', text.Length)}");

    public static void Row(string what, FormattableString figures) =>
        Console.WriteLine($"{what,-52} {FormattableString.Invariant(figures)}");

    /// <summary>A figure against its goal.</summary>
    public static void Goal(string what, double measured, double goal, string unit, bool atLeast = false)
    {
        bool isReached = atLeast ? measured >= goal : measured <= goal;
        Row(what, $"{measured:0.##} {unit} (goal: {(atLeast ? "at least" : "at most")} {goal:0.##} {unit}){(isReached ? "" : " MISSED")}");
    }
}

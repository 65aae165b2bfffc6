using System;
using System.Globalization;

namespace NocExpress.Tests.Fuzz;

/// <summary>How much is tried: little in every run of the tests, and as much as the environment says.</summary>
internal static class FuzzSettings
{
    /// <summary>How many mutated answers are read.</summary>
    public static int Answers { get; } = Number("NOCEXPRESS_FUZZ_ANSWERS", 5000);

    /// <summary>The seed of the first; each that follows has the next. To repeat one: its seed, and NOCEXPRESS_FUZZ_ANSWERS=1.</summary>
    public static int FirstSeed { get; } = Number("NOCEXPRESS_FUZZ_SEED", 0);

    /// <summary>How many random tickets go through the encoder and an independent parser.</summary>
    public static int Tickets { get; } = Number("NOCEXPRESS_FUZZ_TICKETS", 1000);

    private static int Number(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}

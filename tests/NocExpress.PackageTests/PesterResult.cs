namespace NocExpress.PackageTests;

/// <summary>What became of a Pester test, or of a block or file outside its tests.</summary>
/// <param name="Name">The names of its blocks and its own, as Pester shows them.</param>
/// <param name="Result">Passed, Skipped, or anything else for a failure.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Message">What Pester said, empty where it passed.</param>
public sealed record PesterResult(string Name, string Result, decimal Seconds, string Message);

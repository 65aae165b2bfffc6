namespace NocExpress.Tests.Support;

/// <summary>Tells errors that end a statement from those that let it go on.</summary>
internal static class Trying
{
    /// <summary>Runs a script in a try block: an error that ends a statement is then <see cref="Shell.Result.Terminating"/>.</summary>
    public static Shell.Result Try(this Shell shell, string script) => shell.Run($"try {{ {script} }} catch {{ throw }}");
}

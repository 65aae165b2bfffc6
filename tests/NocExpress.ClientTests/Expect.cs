using System;
using System.Threading.Tasks;
using NocExpress.Models;

namespace NocExpress.ClientTests;

/// <summary>What a test expects.</summary>
internal static class Expect
{
    public static void True(bool condition, string problem)
    {
        if (!condition)
        {
            throw new InvalidOperationException(problem);
        }
    }

    public static void Equal<T>(T expected, T actual) => True(Equals(expected, actual), $"{expected} was expected, and it is {actual}");

    public static async Task<NocException> FailsAsync(NocErrorKind kind, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (NocException error)
        {
            True(error.Kind == kind, $"{kind} was expected, and it is {error.Kind}: {error}");
            return error;
        }

        throw new InvalidOperationException($"{kind} was expected, and nothing failed");
    }
}

using System.Threading.Tasks;
using Xunit;

namespace NocExpress.Tests.Support;

/// <summary>A pipe that has a name in a folder, elsewhere than on Windows.</summary>
internal static class NamedPipe
{
    public static async Task<string> MakeAsync(string path)
    {
        (int exitCode, string output) = await ChildProcess.RunCommandAsync("mkfifo", [path]);
        Assert.True(exitCode == 0, output);
        return path;
    }
}

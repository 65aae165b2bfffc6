using System;
using System.Diagnostics;
using System.IO;

namespace NocExpress.Tests.Support;

/// <summary>A device of a test's own, which takes everything and gives nothing. The system's is not to be risked.</summary>
internal static class DeviceNode
{
    private static readonly Lazy<bool> _canBeMade = new(CanMake);

    /// <summary>Whether this user may make one and open it here: in most places only an administrator may.</summary>
    public static bool CanBeMade => _canBeMade.Value;

    public static string Make(string path)
    {
        using Process process = Process.Start(new ProcessStartInfo("mknod", [path, "c", "1", "3"]) { RedirectStandardError = true })!;
        string problem = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? path : throw new IOException(problem);
    }

    private static bool CanMake()
    {
        string folder = Directory.CreateTempSubdirectory("nocexpress-device-").FullName;
        try
        {
            using FileStream device = File.OpenRead(Make(Path.Combine(folder, "device")));
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

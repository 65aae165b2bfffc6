using System.IO;

namespace NocExpress.Client.Files;

/// <summary>Files that one process at a time has for itself. The system lets go of them when a process ends, however it ends.</summary>
internal static class LockedFile
{
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int LockViolation = unchecked((int)0x80070021);

    /// <summary>EWOULDBLOCK of Linux and of macOS, which .NET hands on as it is.</summary>
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;

    /// <summary>Whether a file could not be opened because somebody else has it.</summary>
    public static bool IsInUse(IOException error) =>
        error.HResult is SharingViolation or LockViolation or LinuxWouldBlock or MacWouldBlock;
}

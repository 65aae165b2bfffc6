#if NET
using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace NocExpress.Client.Files;

/// <summary>
/// Opens files in the ways that .NET does not offer: no link is followed, also not one that took the file's place just now, and nobody is
/// waited for at the other end of a pipe. What is opened is a regular file. The lock is the one that .NET takes.
/// </summary>
internal static class UnixFile
{
    private const int ReadWrite = 2;

    /// <summary>
    /// O_NONBLOCK, O_CLOEXEC and O_NOFOLLOW. On Linux the last is, from processor to processor, one or the other of two numbers; the other
    /// one is O_LARGEFILE, which does no harm.
    /// </summary>
    private const int LinuxFlags = 0x800 | 0x80000 | 0x20000 | 0x8000;
    private const int MacFlags = 0x4 | 0x1000000 | 0x100;

    private const int Shared = 1;
    private const int Exclusive = 2;
    private const int WithoutWaiting = 4;

    /// <summary>The part of a mode that says of which kind a file is, and two of the kinds.</summary>
    private const int Kind = 0xF000;
    private const int Regular = 0x8000;
    private const int Folder = 0x4000;

    private const int NotPermitted = 1;
    private const int NoSuchFile = 2;
    private const int AccessDenied = 13;
    private const int NoSuchFolder = 20;

    /// <exception cref="IOException">It cannot be opened, or is in use.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be opened.</exception>
    public static FileStream Open(string path, FileAccess access, FileShare share, int bufferSize)
    {
        SafeFileHandle handle = OpenFile(path, (access == FileAccess.Read ? 0 : ReadWrite) | (OperatingSystem.IsLinux() ? LinuxFlags : MacFlags));
        if (handle.IsInvalid)
        {
            throw Fault(Marshal.GetLastPInvokeError());
        }

        try
        {
            RefuseIrregular(handle);

            // Who shares the file with writers takes no lock. A file system that knows no locks has none to respect.
            if (share != FileShare.ReadWrite
                && Lock(handle, (share == FileShare.None ? Exclusive : Shared) | WithoutWaiting) != 0
                && new IOException("it is in use by another process.", Marshal.GetLastPInvokeError()) is var inUse && LockedFile.IsInUse(inUse))
            {
                throw inUse;
            }

            return new FileStream(handle, access, bufferSize, handle.IsAsync);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>A device can be sought in, as a file can, so that only the system knows the one from the other.</summary>
    private static void RefuseIrregular(SafeFileHandle handle)
    {
        int kind;
        try
        {
            kind = ReadStatus(handle, out FileStatus status) == 0 ? status.Mode & Kind : throw Fault(Marshal.GetLastPInvokeError());
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            // A runtime that is one file with its host has it elsewhere. A journal must be opened there, too.
            return;
        }

        if (kind != Regular)
        {
            throw new IOException(kind == Folder ? "it is a folder." : RegularFile.PipeOrDevice);
        }
    }

    private static Exception Fault(int error)
    {
        string message = Marshal.GetPInvokeErrorMessage(error) + ".";
        return error switch
        {
            NoSuchFile => new FileNotFoundException(message),
            NoSuchFolder => new DirectoryNotFoundException(message),
            NotPermitted or AccessDenied => new UnauthorizedAccessException(message),
            _ => new IOException(message, error),
        };
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern SafeFileHandle OpenFile([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "flock", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Lock(SafeFileHandle file, int operation);

    /// <summary>The fstat of .NET's runtime. That of the system lays out its answer differently from processor to processor.</summary>
    [DllImport("libSystem.Native", EntryPoint = "SystemNative_FStat", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ReadStatus(SafeFileHandle file, out FileStatus status);

    /// <summary>The beginning of what the runtime tells, with room for all of it.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private readonly struct FileStatus
    {
        public readonly int Flags;
        public readonly int Mode;
    }
}
#endif

using System;
using Xunit;

namespace NocExpress.Tests.Support;

/// <summary>A test of something that there is only on Linux; elsewhere it is skipped by name.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxTheoryAttribute : TheoryAttribute
{
    public LinuxTheoryAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "There is this on Linux only.";
        }
    }
}

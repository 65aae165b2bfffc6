using System;
using Xunit;

namespace NocExpress.Tests.Support;

/// <summary>A test of something that there is only on Windows; elsewhere it is skipped by name.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class WindowsFactAttribute : FactAttribute
{
    public WindowsFactAttribute()
    {
        if (!OperatingSystem.IsWindows())
        {
            Skip = "There is this on Windows only.";
        }
    }
}

using System;
using Xunit;

namespace NocExpress.Tests.Support;

/// <summary>A test of something that there is everywhere but on Windows; elsewhere it is skipped by name.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "There is no such thing on Windows.";
        }
    }
}

using System;
using Xunit;

namespace NocExpress.Tests.Support;

/// <summary>A test of a device, of the numbers that Linux gives it; where none can be made it is skipped by name.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class DeviceFactAttribute : FactAttribute
{
    public DeviceFactAttribute()
    {
        if (!OperatingSystem.IsLinux() || !DeviceNode.CanBeMade)
        {
            Skip = "No device can be made here.";
        }
    }
}

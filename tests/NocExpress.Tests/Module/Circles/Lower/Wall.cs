using System;
using System.Threading.Tasks;

namespace NocExpress.Tests.Module.Circles.Lower;

/// <summary>Uses a folder that uses this one, as deep within as code can be.</summary>
internal sealed class Wall
{
    internal sealed class Brick
    {
        public static Func<Task<string>> Above => async () =>
        {
            await Task.Yield();
            return new Upper.Roof().ToString()!;
        };
    }
}

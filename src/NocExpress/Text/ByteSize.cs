using System.Globalization;

namespace NocExpress.Text;

/// <summary>Numbers of bytes as people read them.</summary>
internal static class ByteSize
{
    public static string Readable(long bytes) => bytes switch
    {
        < 1024 => string.Format(CultureInfo.InvariantCulture, "{0} bytes", bytes),
        < 1024 * 1024 => string.Format(CultureInfo.InvariantCulture, "{0:0.#} KiB", bytes / 1024d),
        _ => string.Format(CultureInfo.InvariantCulture, "{0:0.#} MiB", bytes / 1024d / 1024d),
    };
}

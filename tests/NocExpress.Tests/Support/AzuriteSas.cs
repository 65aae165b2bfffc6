using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;

namespace NocExpress.Tests.Support;

/// <summary>
/// Shared access signatures as the storage service documents them, made without the SDK that is tested. They are for an account, since Azurite
/// knows none for a table where it comes to transactions.
/// </summary>
internal static class AzuriteSas
{
    private const string Version = "2019-02-02";

    /// <summary>For the account's tables: it can also make one.</summary>
    public static string OfAccount(string rights = "rwdlacu", TimeSpan? life = null)
    {
        string end = End(life);
        return Query(
            [Azurite.Account, rights, "t", "sco", "", end, "", "", Version, ""],
            ("sv", Version), ("ss", "t"), ("srt", "sco"), ("sp", rights), ("se", end));
    }

    private static string End(TimeSpan? life) => (DateTimeOffset.UtcNow + (life ?? TimeSpan.FromDays(1))).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static string Query(IEnumerable<string> signed, params (string Name, string Value)[] fields)
    {
        byte[] hash = HMACSHA256.HashData(Convert.FromBase64String(Azurite.Key), Encoding.UTF8.GetBytes(string.Join('\n', signed)));
        return string.Join('&', fields.Append(("sig", Convert.ToBase64String(hash))).Select(field => $"{field.Item1}={Uri.EscapeDataString(field.Item2)}"));
    }
}

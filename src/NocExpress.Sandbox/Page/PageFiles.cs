using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace NocExpress.Sandbox.Page;

/// <summary>The files of the page, which are built in.</summary>
internal static class PageFiles
{
    public const string Index = "index.html";

    private const string Prefix = "page/";

    private static readonly Assembly _assembly = typeof(PageFiles).Assembly;

    private static readonly Dictionary<string, string> _types = new(StringComparer.Ordinal)
    {
        [".css"] = "text/css; charset=utf-8",
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    /// <summary>All but the first, which the others are linked from.</summary>
    public static IEnumerable<string> Linked =>
        from name in _assembly.GetManifestResourceNames()
        where name.StartsWith(Prefix, StringComparison.Ordinal) && name != Prefix + Index
        select name[Prefix.Length..];

    public static RequestDelegate Send(string name) => async context =>
    {
        await using Stream file = _assembly.GetManifestResourceStream(Prefix + name)!;
        context.Response.ContentType = _types[Path.GetExtension(name)];
        context.Response.ContentLength = file.Length;
        await file.CopyToAsync(context.Response.Body, context.RequestAborted);
    };
}

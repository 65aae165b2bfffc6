using System.Collections;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace NocExpress.Runtime;

/// <summary>
/// Takes the objects of <c>Get-ChildItem</c> for their full paths. Their text is only the name on Windows PowerShell, and would be
/// looked for in the wrong folder.
/// </summary>
internal sealed class FilePathsAttribute : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => Unwrap(inputData) switch
    {
        FileSystemInfo file => file.FullName,
        object[] array => array.Select(PathOf).ToArray(),
        IList list => list.Cast<object?>().Select(PathOf).ToArray(),
        _ => inputData,
    };

    private static object? PathOf(object? element) => Unwrap(element) is FileSystemInfo file ? file.FullName : element;

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}

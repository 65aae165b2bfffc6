using System.Collections;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace NocExpress.Input;

/// <summary>
/// Takes the objects of <c>Get-ChildItem</c> for their full paths. Their text is only the name on Windows PowerShell, and would be
/// looked for in the wrong folder.
/// </summary>
internal sealed class FilePathsAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether the parameter takes wildcards, so that those in the name of a file must be marked as none.</summary>
    public bool HasWildcards { get; set; }

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => JsonInput.Unwrapped(inputData) switch
    {
        object[] array => array.Select(PathOf).ToArray(),
        IList list => list.Cast<object?>().Select(PathOf).ToArray(),
        _ => PathOf(inputData),
    };

    private object? PathOf(object? value) =>
        JsonInput.Unwrapped(value) is not FileSystemInfo file ? value
        : HasWildcards ? WildcardPattern.Escape(file.FullName)
        : file.FullName;
}

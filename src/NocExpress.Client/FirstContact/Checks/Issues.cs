using System.Linq;
using NocExpress.Client.Issues;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>The issues in an answer.</summary>
internal static class Issues
{
    /// <summary>The issues as they are written; null where there is no list of them.</summary>
    public static string[]? In(Answer answer) => answer is { Status: 200, Json: { } root } && IssueReader.FindList(root) is { } list
        ? [.. list.EnumerateArray().Select(issue => issue.GetRawText())]
        : null;
}

using System.Collections.Generic;
using System.Linq;

namespace NocExpress.Sandbox.Responses;

/// <summary>Everything that is wrong with a request, by field, in the order it was found.</summary>
internal sealed class Problems
{
    /// <summary>Stands for the request as a whole.</summary>
    public const string NoField = "non_field_errors";

    /// <summary>A <see cref="Source"/>: the part of the request behind the question mark.</summary>
    public const string Query = "query";

    private readonly List<(string Field, string Message)> _all = [];

    public Problems()
    {
    }

    public Problems(string message)
    {
        Add(NoField, message);
    }

    /// <summary>The part of the request that holds the fields.</summary>
    public string Source { get; init; } = "body";

    public bool Any => _all.Count > 0;

    public IEnumerable<(string Field, string Message)> All => _all;

    public IEnumerable<IGrouping<string, string>> ByField => _all.GroupBy(problem => problem.Field, problem => problem.Message);

    /// <summary>Each problem as a sentence that names its field.</summary>
    public IEnumerable<string> Sentences =>
        _all.Select(problem => problem.Field == NoField ? problem.Message : $"{problem.Field}: {problem.Message}");

    public void Add(string field, string message) => _all.Add((field, message));
}

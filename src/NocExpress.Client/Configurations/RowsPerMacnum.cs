using NocExpress.Contract;

namespace NocExpress.Client.Configurations;

/// <summary>
/// How many configurations a site has on average, of the services that were asked for last: by it a batch is made to fit into one answer.
/// </summary>
internal sealed class RowsPerMacnum
{
    private readonly object _gate = new();
    private string _about = "";
    private long _rows;
    private long _macnums;

    public void Note(ConfigurationQuery query, int rows)
    {
        lock (_gate)
        {
            if (_about != About(query))
            {
                (_about, _rows, _macnums) = (About(query), 0, 0);
            }

            _rows += rows;
            _macnums += query.Macnums.Count;
        }
    }

    /// <summary>The average for queries like this one, if any was answered.</summary>
    public double? Of(ConfigurationQuery query)
    {
        lock (_gate)
        {
            return _rows == 0 || _about != About(query) ? null : (double)_rows / _macnums;
        }
    }

    private static string About(ConfigurationQuery query) => $"{string.Join(",", query.Services)}\n{query.ServiceId}\n{query.SerialNumber}";
}

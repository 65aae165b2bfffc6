using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Client.Json;
using NocExpress.Client.Lists;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Configurations;

/// <summary>The reading of one query's configurations, in as many parts as the server makes necessary.</summary>
internal sealed class ConfigurationReading(
    ConfigurationsEndpoint endpoint,
    QuerySplitter splitter,
    ListReader reader,
    ConfigurationQuery whole,
    Func<NocConfiguration, Task> emit,
    ICallContext call)
{
    private readonly HashSet<long> _taken = [];
    private readonly HashSet<string> _read = [];
    private readonly HashSet<string> _answered = [];
    private readonly HashSet<string> _failed = [];
    private int _foreign;

    /// <summary>Reads the configurations of all sites, and reports what fails against the sites that it is about.</summary>
    public async Task<ConfigurationSummary> ReadAsync()
    {
        await ReadPartsAsync(splitter.Batches(whole), null).ConfigureAwait(false);
        return new([.. _read.Where(macnum => !_answered.Contains(macnum) && !_failed.Contains(macnum))], _foreign);
    }

    /// <param name="query">The sites, or some of them, and the services.</param>
    /// <param name="longerCame">The longest answer for these sites and others, where the answers to all of them were cut.</param>
    private async Task ReadAsync(ConfigurationQuery query, Answer? longerCame)
    {
        if (query.Macnums.Count > 1 && endpoint.AsksForOne)
        {
            await ReadPartsAsync(Singly(query), null).ConfigureAwait(false);
            return;
        }

        Part part = new(query, emit);
        ListResult result;
        try
        {
            result = await reader.ReadAsync(List(part, longerCame), call).ConfigureAwait(false);
        }
        catch (NocException error) when (!error.IsTerminating)
        {
            await FailAsync(query, error).ConfigureAwait(false);
            return;
        }
        finally
        {
            _answered.UnionWith(part.Owners);
            _foreign += part.Foreign;
        }

        if (part.HasUnnamed)
        {
            endpoint.AsksForOne = true;
            call.Verbose("The configurations of several sites do not say whose they are: each site is asked for by itself.");
            await ReadPartsAsync(Singly(query), null).ConfigureAwait(false);
            return;
        }

        // What fits into one answer does not change between two.
        bool isToBeSplit = result.End == ListEnd.Cut || (result.End == ListEnd.Changing && result.Count > result.Longest.Count);
        IReadOnlyList<ConfigurationQuery> parts =
            isToBeSplit ? QuerySplitter.Parts(query, result.Longest.Count, part.Owners.Count) : [];
        if (parts.Count > 0)
        {
            call.Verbose($"The configurations of {query.Macnums.Count} sites do not come whole: they are asked for in {parts.Count} parts.");
            await ReadPartsAsync(parts, result.Longest).ConfigureAwait(false);
        }
        else if (result.IsWhole)
        {
            _read.UnionWith(query.Macnums);
            if (query.Services.Count == whole.Services.Count)
            {
                // Of a part, some rows may have come before; its answer has them all.
                splitter.Note(query, Math.Max(result.Count, result.Longest.Count));
            }
        }
        else
        {
            NocException error = result.ToError(ConfigurationRequests.SubjectOf(query), "Ask for fewer services, or by -ServiceId.");
            await FailAsync(query, error).ConfigureAwait(false);
        }
    }

    private static IEnumerable<ConfigurationQuery> Singly(ConfigurationQuery query) =>
        query.Macnums.Select(macnum => query with { Macnums = [macnum] });

    private async Task ReadPartsAsync(IEnumerable<ConfigurationQuery> parts, Answer? longerCame)
    {
        foreach (ConfigurationQuery part in parts)
        {
            await ReadAsync(part, longerCame).ConfigureAwait(false);
        }
    }

    private Task FailAsync(ConfigurationQuery query, NocException error)
    {
        _failed.UnionWith(query.Macnums);
        return call.ErrorAsync(error, query.Macnums.ToArray());
    }

    private ListQuery List(Part part, Answer? longerCame) => new()
    {
        What = "configurations",
        AskAsync = (page, row) => endpoint.AskAsync(part.Query, page, row, call),
        Identify = part.Identify,
        TakeAsync = part.TakeAsync,
        PageSize = part.Query.PageSize,
        LongerCame = longerCame,
        Taken = _taken,
        KeepsRows = true,
    };

    /// <summary>The rows of one request's sites.</summary>
    private sealed class Part(ConfigurationQuery query, Func<NocConfiguration, Task> emit)
    {
        private readonly MacnumMatcher _matcher = new(query.Macnums);
        private readonly string? _only = query.Macnums.Count == 1 ? query.Macnums[0] : null;

        public ConfigurationQuery Query => query;

        /// <summary>The sites, as they were asked for, of which rows came.</summary>
        public HashSet<string> Owners { get; } = [];

        /// <summary>How many rows came of sites that were not asked for.</summary>
        public int Foreign { get; private set; }

        /// <summary>Whether a row came that does not say which of several sites it belongs to.</summary>
        public bool HasUnnamed { get; private set; }

        public long Identify(JsonFields fields)
        {
            Owner owner = _matcher.OwnerOf(fields);
            if ((owner.Asked ?? (owner.Key is null ? _only : null)) is { } asked)
            {
                Owners.Add(asked);
            }

            return fields.Identity(owner.Macnum ?? _only);
        }

        public Task TakeAsync(JsonFields fields)
        {
            Owner owner = _matcher.OwnerOf(fields);
            if (owner.Key is not null && owner.Asked is null)
            {
                Foreign++;
                return Task.CompletedTask;
            }

            if (owner.Key is null && _only is null)
            {
                HasUnnamed = true;
                return Task.CompletedTask;
            }

            return emit(ConfigurationReader.Read(fields, owner, owner.Macnum ?? _only));
        }
    }
}

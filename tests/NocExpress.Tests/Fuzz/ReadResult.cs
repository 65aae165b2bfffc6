using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;

namespace NocExpress.Tests.Fuzz;

/// <summary>What came of reading, and whether all of it may be shown on a terminal.</summary>
internal sealed class ReadResult
{
    /// <summary>The message of one error: its parts are shortened, and there are few of them.</summary>
    private const int LongestMessage = 8000;

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> _properties = new();

    private readonly List<object?> _objects = [];
    private readonly List<NocException> _errors = [];
    private readonly List<string> _warnings = [];

    public Task Add(object? value)
    {
        _objects.Add(value);
        return Task.CompletedTask;
    }

    public Task AddAll(IEnumerable<object> values)
    {
        _objects.AddRange(values);
        return Task.CompletedTask;
    }

    public void Take(QuietCall call)
    {
        _errors.AddRange(call.Errors);
        _warnings.AddRange(call.Warnings);
    }

    public void Fail(NocException error) => _errors.Add(error);

    /// <returns>What is wrong, if anything is.</returns>
    public string? Problem()
    {
        if (_objects.SelectMany(TextsOf).FirstOrDefault(Steers) is { } text)
        {
            return $"an object holds '{Uri.EscapeDataString(text)}'";
        }

        foreach (string message in _errors.SelectMany(TextsOf).Concat(_warnings))
        {
            if (Steers(message) || message.Length > LongestMessage)
            {
                return $"an error or warning of {message.Length} characters says '{Uri.EscapeDataString(message[..Math.Min(message.Length, LongestMessage)])}'";
            }

            if (message.Contains("fuzz-token", StringComparison.Ordinal) || message.Contains("fuzz-secret", StringComparison.Ordinal))
            {
                return $"a secret is told: {message}";
            }
        }

        return null;
    }

    private static IEnumerable<string> TextsOf(NocException error) =>
        [.. Chain(error).Select(one => one.Message), .. error.ServerErrors, error.RequestId ?? ""];

    private static IEnumerable<Exception> Chain(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            yield return error;
        }
    }

    private static IEnumerable<string> TextsOf(object? value) => value switch
    {
        null => [],
        string text => [text],
        IDictionary entries => entries.Keys.Cast<object?>().Concat(entries.Values.Cast<object?>()).SelectMany(TextsOf),
        IEnumerable list => list.Cast<object?>().SelectMany(TextsOf),
        _ when value.GetType().Namespace == typeof(NocResource).Namespace => _properties
            .GetOrAdd(value.GetType(), static type => type.GetProperties())
            .SelectMany(property => TextsOf(property.GetValue(value))),
        _ => [],
    };

    /// <summary>Whether a terminal would obey the text: written anew here, so that it is not the client's own judgement.</summary>
    private static bool Steers(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            bool isLayout = text[i] is '\t' or '\n' || (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n');
            if (!isLayout && (char.IsControl(text[i]) || "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069".Contains(text[i])))
            {
                return true;
            }
        }

        return false;
    }
}

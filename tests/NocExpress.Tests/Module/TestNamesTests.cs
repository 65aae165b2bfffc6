using System;
using System.Linq;
using System.Reflection;
using Xunit;

namespace NocExpress.Tests.Module;

/// <summary>The names of the tests are sentences that are true alone, in whatever order they are listed.</summary>
public sealed class TestNamesTests
{
    /// <summary>Words that lean on the name of the test before.</summary>
    private static readonly string[] _leaning = ["And_", "But_", "Nor_", "Or_", "So_", "Then_", "Also_", "It_", "Its_", "They_", "Their_"];

    [Fact]
    public void The_name_of_no_test_leans_on_the_test_before()
    {
        string[] names = [.. from type in typeof(TestNamesTests).Assembly.GetTypes()
                             from method in type.GetMethods()
                             where method.GetCustomAttribute<FactAttribute>() is not null
                             select method.Name];

        Assert.Contains(nameof(The_name_of_no_test_leans_on_the_test_before), names);
        Assert.DoesNotContain(names, name => _leaning.Any(word => name.StartsWith(word, StringComparison.Ordinal)));
    }
}

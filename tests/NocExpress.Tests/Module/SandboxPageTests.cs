using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Module;

/// <summary>The page about the sandbox, whose tables name each key and the values that it can have.</summary>
public sealed partial class SandboxPageTests : SandboxTest
{
    protected override bool Connects => false;

    [Fact]
    public async Task The_page_names_every_key_of_the_behaviour_and_the_sandbox_takes_every_value()
    {
        (string Key, JsonNode[] Values)[] rows = [.. Rows("How it behaves")];
        foreach ((string key, JsonNode[] values) in rows)
        {
            foreach (JsonNode value in values)
            {
                await SetBehaviourAsync(new JsonObject { [key] = value });
                await ResetAsync();
            }
        }

        Assert.Equal(Keys(await ControlAsync("behaviour")), rows.Select(row => row.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_page_names_every_key_of_a_list_and_the_sandbox_takes_every_value()
    {
        (string Key, JsonNode[] Values)[] rows = [.. Rows("How lists are cut")];
        foreach ((string key, JsonNode[] values) in rows)
        {
            foreach (JsonNode value in values)
            {
                JsonObject list = key switch
                {
                    "total" or "next" => new JsonObject { ["info"] = "object" },
                    "endless" => new JsonObject { ["pages"] = "honoured" },
                    _ => [],
                };
                list[key] = value;
                await SetBehaviourAsync(new JsonObject { ["sites"] = list });
            }
        }

        Assert.Equal(Keys((await ControlAsync("behaviour"))["sites"]!), rows.Select(row => row.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_page_names_every_key_of_a_fault_and_the_sandbox_takes_every_value()
    {
        (string Key, JsonNode[] Values)[] rows = [.. Rows("How it fails")];
        foreach ((string key, JsonNode[] values) in rows)
        {
            foreach (JsonNode value in values)
            {
                await AddFaultAsync(new JsonObject { ["status"] = 503, [key] = value });
            }
        }

        Assert.Equal(Keys((await FaultsAsync())[0]["rule"]!), rows.Select(row => row.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_page_names_keys_of_the_clock_that_the_sandbox_takes_with_every_value()
    {
        (string Key, JsonNode[] Values)[] rows = [.. Rows("How tickets live").TakeWhile(row => row.Key != "action")];
        foreach ((string key, JsonNode[] values) in rows)
        {
            foreach (JsonNode value in values)
            {
                await TurnClockAsync(new JsonObject { [key] = value });
            }
        }

        Assert.Equal(["now", "advanceSeconds", "runs"], rows.Select(row => row.Key));
    }

    [Fact]
    public async Task The_page_names_keys_of_a_ticket_that_the_sandbox_takes_with_every_value()
    {
        Connect().ShouldHaveNoErrors();
        long id = (long)Run("Get-NocSite -Search Minneapolis | Get-NocConfiguration -Service Broadband | New-NocTicket @common")
            .Objects<NocTicket>()[0].Id!;
        (string Key, JsonNode[] Values)[] rows = [.. Rows("How tickets live").SkipWhile(row => row.Key != "action")];
        foreach ((string key, JsonNode[] values) in rows)
        {
            foreach (JsonNode value in values)
            {
                await ChangeTicketAsync(id, new JsonObject { [key] = value });
            }
        }

        Assert.Equal(["action", "status", "escalated", "attachment"], rows.Select(row => row.Key));
    }

    /// <remarks>By which a switch stands on the sandbox's page with its meaning.</remarks>
    [Fact]
    public async Task The_sandbox_says_of_each_switch_what_this_page_says()
    {
        JsonNode switches = await ControlAsync("switches");
        JsonNode[] all = [.. switches.AsObject().SelectMany(group => Switches(group.Value!))];

        Assert.Equal(["behaviour", "clock", "fault", "ticket"], Keys(switches));
        Assert.All(all, one => Assert.False(string.IsNullOrEmpty((string?)one["meaning"]), $"docs/sandbox.md has no row for {one["key"]}."));
        foreach (string heading in new[] { "How it behaves", "How lists are cut", "How it fails", "How tickets live" })
        {
            Assert.Superset(Rows(heading).Select(row => row.Key).ToHashSet(), all.Select(one => (string)one["key"]!).ToHashSet());
        }
    }

    private static IEnumerable<JsonNode> Switches(JsonNode group) =>
        group.AsArray().SelectMany(one => one!["keys"] is { } keys ? Switches(keys).Prepend(one) : [one]);

    private static IEnumerable<string> Keys(JsonNode node) => node.AsObject().Select(pair => pair.Key).Order(StringComparer.Ordinal);

    /// <summary>The rows of the tables below a heading: a key, and examples of its values, JSON or plain text.</summary>
    private static IEnumerable<(string Key, JsonNode[] Values)> Rows(string heading)
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "sandbox.md"));
        string section = page.Split("\n## ").Single(part => part.StartsWith(heading, StringComparison.Ordinal));
        return Row().Matches(section).Select(row =>
            (row.Groups["key"].Value, row.Groups["value"].Captures.Select(value => Json(value.Value)).ToArray()));
    }

    private static JsonNode Json(string text)
    {
        try
        {
            return JsonNode.Parse(text)!;
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    [GeneratedRegex(@"^\| `(?<key>\w+)` \|(?: `(?<value>[^`]+)`,?)+ \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}

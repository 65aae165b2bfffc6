using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Tickets;

/// <summary>What Export-Csv writes of the module's objects: text, and not the name of a type.</summary>
public sealed class TableTextTests : TicketTest
{
    [Theory]
    [InlineData("Get-NocSite")]
    [InlineData("Get-NocConfiguration '02145678'")]
    [InlineData("$tickets")]
    [InlineData("$tickets | Get-NocTicket")]
    [InlineData("$tickets.Configurations")]
    [InlineData("$tickets.Attachments")]
    [InlineData("$requests")]
    [InlineData("$requests.Parts")]
    [InlineData("$requests.Sites")]
    [InlineData("Get-NocJournal")]
    public async Task No_cell_of_a_table_holds_the_name_of_a_type(string objects)
    {
        await SetBehaviourAsync(new { extraFields = true, typeForm = "several" });
        string file = WriteFile("plan.pdf");
        Run($$"""
            $tickets = {{Row()}}, {{Row(1)}} | New-NocTicket @common -MultiSite Outage -Attachment '{{file}}' -SkipIssueCheck
            $requests = {{Row()}}, {{Row(1)}} | New-NocTicket @common -MultiSite Outage -Attachment '{{file}}' -SkipIssueCheck -Preview
            """);

        IReadOnlyList<PSObject> rows = Run(objects).ShouldHaveNoErrors().Output;

        Assert.NotEmpty(rows);
        Assert.All(rows.SelectMany(row => row.Properties).Select(property => $"{property.Name}: {property.Value}"), cell =>
        {
            Assert.DoesNotContain("NocExpress.", cell, StringComparison.Ordinal);
            Assert.DoesNotContain("System.", cell, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Several_types_are_text_in_a_table()
    {
        await SetBehaviourAsync(new { typeForm = "several" });

        Assert.Equal(
            "Broadband Service Request; Equipment Service Request",
            Run("(Get-NocConfiguration '02145678' -Service Broadband).TypeNames.ToString()").ShouldHaveNoErrors().Output.Single().ToString());
    }

    [Fact]
    public async Task The_sites_of_an_error_are_text_in_a_table()
    {
        await AddFaultAsync(new { path = "tickets/external", cut = true });

        Assert.Equal(
            "macnum 02145678; macnum 39639469",
            Run($"""
                {Row()}, {Row(1)} | New-NocTicket @common -MultiSite Outage -SkipIssueCheck -ErrorVariable problems -ErrorAction SilentlyContinue
                $problems.Exception.Sites.ToString()
                """).Output.Single().ToString());
    }

    [Fact]
    public void A_list_of_a_ticket_is_still_used_as_a_list()
    {
        Run($"$ticket = {Row()} | New-NocTicket @common").ShouldHaveNoErrors();

        Assert.Equal("1 1 4200000 True 4200000 4200000", Run("""
            $ids = $ticket.ConfigurationIds
            "$($ids.Length) $($ids.Count) $($ids[0]) $($ids -contains 4200000) $($ids[-1]) $([string[]] $ids)"
            """).ShouldHaveNoErrors().Output.Single().ToString());
    }

    [Fact]
    public void Every_list_of_a_public_model_has_a_text_of_its_own()
    {
        IEnumerable<PropertyInfo> lists = typeof(NocTicket).Assembly.GetExportedTypes()
            .Where(type => type.Namespace == typeof(NocTicket).Namespace && !type.IsGenericType && !typeof(IEnumerable).IsAssignableFrom(type))
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(property => property.PropertyType != typeof(string) && typeof(IEnumerable).IsAssignableFrom(property.PropertyType))
            .ToArray();

        Assert.NotEmpty(lists);
        Assert.All(lists, list => Assert.Equal(list.PropertyType, list.PropertyType.GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType));
    }
}

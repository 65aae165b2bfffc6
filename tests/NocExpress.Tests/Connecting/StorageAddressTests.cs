using System;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Models;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Connecting;

/// <summary>What is no table, or no way to one, is refused before anything is sent.</summary>
public sealed class StorageAddressTests : TableTest
{
    protected override bool ConnectsToTable => false;

    [Theory]
    [InlineData("https://account.blob.core.windows.net/noc", "another service of the account (blob)")]
    [InlineData("http://account.table.core.windows.net/noc", "in the clear")]
    [InlineData("https://account.table.core.windows.net/", "does not end with a table's name")]
    [InlineData("https://account.table.core.windows.net/no-c", "does not end with a table's name")]
    [InlineData("https://account.table.core.windows.net/noc?sv=1&sig=hush", "-StorageSas")]
    [InlineData("https://somebody:hush@account.table.core.windows.net/noc", "user name")]
    public async Task An_address_that_is_no_tables_is_refused(string address, string problem)
    {
        Shell.Set("address", new Uri(address));

        NocException error = Shell.Try($"{ConnectCommand} -StorageUri $address").ShouldFailWith("NocValidationFailed");

        Assert.Contains("-StorageUri", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", error.ToString(), StringComparison.Ordinal);
        await NothingWasSentAsync();
    }

    [Fact]
    public void A_token_without_a_table_is_refused()
    {
        Shell.Set("sas", Secure("sv=1&sig=hush"));

        NocException error = Shell.Try($"{ConnectCommand} -StorageSas $sas").ShouldFailWith("NocValidationFailed");

        Assert.Contains("-StorageUri", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_is_in_a_file_or_in_a_table_and_not_in_both()
    {
        Connect().ShouldHaveNoErrors();

        Open($"-JournalName INC7 -JournalPath '{Folder}/INC7.jsonl'").ShouldFailWith("NocValidationFailed");

        await NothingWasSentAsync();
    }

    [Fact]
    public async Task A_journals_name_needs_a_connection_with_a_table()
    {
        Connect().ShouldHaveNoErrors();

        NocException error = Open("-JournalName INC7").ShouldFailWith("NocValidationFailed");

        Assert.Contains("NOCEXPRESS_STORAGE_URI", error.Message, StringComparison.Ordinal);
        await NothingWasSentAsync();
    }

    [AzuriteTheory]
    [InlineData("r")]
    [InlineData("ra")]
    [InlineData("rau")]
    [InlineData("aud")]
    public void A_token_that_lacks_a_right_is_refused_at_once(string rights)
    {
        Run(ConnectShared).ShouldHaveNoErrors();
        Shell.Set("sas", Secure(AzuriteSas.OfAccount(rights)));

        NocException error = Shell.Try(ConnectShared).ShouldFailWith("NocValidationFailed");

        Assert.Contains("sp=raud", error.Message, StringComparison.Ordinal);
    }

    [AzuriteFact]
    public void A_token_for_the_rows_of_a_table_is_enough_where_the_table_is_there()
    {
        Run(ConnectShared).ShouldHaveNoErrors();
        Shell.Set("sas", Secure("?" + AzuriteSas.OfAccount("raud")));

        Run(ConnectShared).ShouldHaveNoErrors();
        Assert.Single(Open("-JournalName INC7").ShouldHaveNoErrors().Output);
    }

    [AzuriteFact]
    public void A_token_that_has_come_to_its_end_is_named_as_such()
    {
        Shell.Set("sas", Secure(AzuriteSas.OfAccount(life: TimeSpan.FromHours(-1))));

        NocException error = Shell.Try(ConnectShared).ShouldFailWith("NocValidationFailed");

        Assert.Contains("SAS", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sig=", error.ToString(), StringComparison.Ordinal);
    }

    [AzuriteFact]
    public async Task The_table_and_its_token_come_from_the_environment()
    {
        string output = await RunElsewhereAsync($"(Get-NocConnection).StorageUri.AbsoluteUri; {Row()} | New-NocTicket @common -JournalName INC7");

        Assert.Equal([TableUri.ToString(), "#8100001"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]));
    }
}

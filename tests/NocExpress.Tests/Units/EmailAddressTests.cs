using System.Linq;
using NocExpress.Client.Tickets.Planning;
using Xunit;

namespace NocExpress.Tests.Units;

public sealed class EmailAddressTests
{
    public static TheoryData<string> GoodAddresses => new()
    {
        "noc@example.com",
        "night+noc@example.co.uk",
        "noc@my-example.com",
        "noc@example.xn--p1ai",
        "noc@пример.рф",
        "night.desk@example.com",
        "noc@1.example.com",
        OfLength(254),
    };

    public static TheoryData<string> BadAddresses => new()
    {
        "",
        " ",
        "noc",
        "noc@",
        "@example.com",
        "noc@localhost",
        "noc@127.0.0.1",
        "noc@example..com",
        "noc@example.com.",
        "noc@-example.com",
        "noc@example-.com",
        "noc@exa_mple.com",
        "a..b@example.com",
        "a.@example.com",
        "\"a b\"@example.com",
        "noc desk@example.com",
        "noc@example.com\n",
        "NOC <noc@example.com>",
        "a@example.com,b@example.com",
        OfLength(255),
    };

    [Theory]
    [MemberData(nameof(GoodAddresses))]
    public void An_address_that_mail_on_the_Internet_can_reach_is_well_formed(string address) =>
        Assert.True(EmailAddress.IsWellFormed(address));

    [Theory]
    [MemberData(nameof(BadAddresses))]
    public void An_address_that_mail_on_the_Internet_cannot_reach_is_not_well_formed(string address) =>
        Assert.False(EmailAddress.IsWellFormed(address));

    private static string OfLength(int length) =>
        $"noc@{string.Join('.', Enumerable.Repeat(new string('a', 61), 3))}.{new string('a', length - 194)}.com";
}

using System;
using NocExpress.Input;
using NocExpress.Models;
using Xunit;

namespace NocExpress.Tests.Units;

public sealed class RequestPathTests
{
    private static readonly Uri _server = new("http://127.0.0.1:8080/");
    private static readonly Uri _tenant = new("http://127.0.0.1:8080/tenant/");

    [Theory]
    [InlineData("api/v1/noc/companies/sites", "api/v1/noc/companies/sites")]
    [InlineData("/api/v1/noc/companies/sites", "api/v1/noc/companies/sites")]
    [InlineData("http://127.0.0.1:8080/api/v1/noc", "api/v1/noc")]
    [InlineData("HTTP://127.0.0.1:8080/api/v1/noc", "api/v1/noc")]
    [InlineData("api?search=nowhere%20at%20all", "api?search=nowhere%20at%20all")]
    [InlineData("api?a=http://elsewhere.example", "api?a=http://elsewhere.example")]
    [InlineData("api/one/../two", "api/two")]
    [InlineData("api/a%2Fb", "api/a%2Fb")]
    public void A_path_below_the_base_URI_is_taken(string path, string expected) => Assert.Equal(expected, RequestPath.Below(_server, path));

    [Theory]
    [InlineData("x", "x")]
    [InlineData("/x?a=1", "x?a=1")]
    [InlineData("http://127.0.0.1:8080/tenant/x", "x")]
    [InlineData("x/../y", "y")]
    public void A_path_below_a_base_URI_with_a_path_of_its_own_is_taken(string path, string expected) =>
        Assert.Equal(expected, RequestPath.Below(_tenant, path));

    [Theory]
    [InlineData("https://elsewhere.example/api/v1/noc/companies/sites")]
    [InlineData("//elsewhere.example/api")]
    [InlineData("\\\\elsewhere.example\\api")]
    [InlineData("https://127.0.0.1:8080/api")]
    [InlineData("ftp://127.0.0.1/api")]
    [InlineData("http://127.0.0.1:1/api")]
    [InlineData("http://127.0.0.1@elsewhere.example/api")]
    [InlineData("http://127.0.0.1:8080@elsewhere.example/api")]
    [InlineData("javascript:alert(1)")]
    [InlineData("api#fragment")]
    [InlineData("api/a b")]
    [InlineData("api/a\nb")]
    [InlineData("api/\uD83E\uDDEF")]
    public void An_address_outside_the_base_URI_is_refused(string path) => Refused(_server, path);

    [Theory]
    [InlineData("../admin")]
    [InlineData("%2e%2e/admin")]
    [InlineData("api/../../admin")]
    [InlineData("..%2f..%2fadmin")]
    [InlineData("api/..%5C..%5cadmin")]
    [InlineData("http://127.0.0.1:8080/admin")]
    [InlineData("http://127.0.0.1:8080/tenantry/x")]
    [InlineData("http://127.0.0.1:8080/Tenant/x")]
    public void A_path_that_leads_out_of_a_base_URI_with_a_path_of_its_own_is_refused(string path) => Refused(_tenant, path);

    private static void Refused(Uri baseUri, string path)
    {
        NocException error = Assert.Throws<NocException>(() => RequestPath.Below(baseUri, path));

        Assert.Equal(NocErrorKind.ValidationFailed, error.Kind);
        Assert.Contains("-Path", error.Message, StringComparison.Ordinal);
    }
}

using System;
using NocExpress.Rules;
using Xunit;

namespace NocExpress.Tests.Units;

public sealed class LoopbackTests
{
    [Theory]
    [InlineData("http://LOCALHOST:5080/")]
    [InlineData("http://Localhost/")]
    [InlineData("http://localhost:5080/")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://127.8.9.10:1/")]
    [InlineData("http://[::1]:5080/")]
    [InlineData("socks5://LocalHost:1080")]
    public void An_address_of_this_machine_is_known_in_any_spelling(string address) => Assert.True(Loopback.Is(new Uri(address)));

    [Theory]
    [InlineData("http://localhost.example.com/")]
    [InlineData("http://128.0.0.1/")]
    [InlineData("http://[::2]/")]
    [InlineData("http://0.0.0.0/")]
    public void An_address_of_another_machine_is_not_taken_for_this_one(string address) => Assert.False(Loopback.Is(new Uri(address)));
}

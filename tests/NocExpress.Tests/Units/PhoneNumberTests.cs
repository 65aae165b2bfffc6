using System;
using NocExpress.Rules;
using Xunit;

namespace NocExpress.Tests.Units;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("6125550100", 6125550100)]
    [InlineData("(612) 555-0100", 6125550100)]
    [InlineData("+1 612.555.0100", 16125550100)]
    [InlineData("  612 555 0100 ", 6125550100)]
    [InlineData("123456789012345", 123456789012345)]
    [InlineData("1", 1)]
    public void A_number_is_read_without_what_people_write_between_its_digits(string text, long expected)
    {
        Assert.Null(PhoneNumber.Read(text, out long number));
        Assert.Equal(expected, number);
    }

    [Theory]
    [InlineData(null, "no digit")]
    [InlineData("", "no digit")]
    [InlineData("---", "no digit")]
    [InlineData("+", "no digit")]
    [InlineData("612-555-NOCS", "holds 'N'")]
    [InlineData("612-555-0100 x12", "holds 'x'")]
    [InlineData("612-555-0100 #12", "holds '#'")]
    [InlineData("612+5550100", "holds '+'")]
    [InlineData("٦١٢٥٥٥٠١٠٠", "holds '٦'")]
    [InlineData("0612 555 010", "begins with 0")]
    [InlineData("1234567890123456", "has 16 digits")]
    public void A_number_that_an_integer_cannot_hold_is_refused(string? text, string said)
    {
        Assert.Contains(said, PhoneNumber.Read(text, out long number), StringComparison.Ordinal);
        Assert.Equal(0, number);
    }
}

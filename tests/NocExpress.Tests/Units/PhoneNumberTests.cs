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
    [InlineData("612.555.0100", 6125550100)]
    [InlineData("612.5550100", 6125550100)]
    [InlineData("+33.1.23.45.67.89", 33123456789)]
    [InlineData("+1.6125550100", 16125550100)]
    [InlineData("(612)\u00A0555\u20110100", 6125550100)]
    [InlineData("\u202A+1 612 555 0100\u202C", 16125550100)]
    [InlineData("612\u202F555\u20090100", 6125550100)]
    [InlineData("612\u2013555\u22120100", 6125550100)]
    [InlineData("\u200E\uFF0B1\uFF08612\uFF09555\uFF0D0100", 16125550100)]
    public void A_number_is_read_whatever_people_write_between_its_digits(string text, long expected)
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
    [InlineData("٦١٢٥٥٥٠١٠٠", "U+0666")]
    [InlineData("0612 555 010", "begins with 0")]
    [InlineData("1234567890123456", "has 16 digits")]
    [InlineData("6125550100.0", "ends in a fraction")]
    [InlineData("6125550100.00", "ends in a fraction")]
    [InlineData("6125550100.5", "ends in a fraction")]
    [InlineData("612.555.0100.0", "ends in a fraction")]
    [InlineData("6125550100.", "holds '.'")]
    [InlineData("6125550100 .0", "holds '.'")]
    [InlineData("6,125,550,100", "holds ','")]
    [InlineData("6.12555E+09", "holds 'E'")]
    [InlineData("\uFF16\uFF11\uFF12 555 0100", "U+FF16")]
    [InlineData("612\u202E555\u202C0100", "U+202E")]
    [InlineData("612 555 0100\u0661", "U+0661")]
    public void A_number_that_an_integer_cannot_hold_or_with_what_is_no_part_of_it_is_refused(string? text, string said)
    {
        Assert.Contains(said, PhoneNumber.Read(text, out long number), StringComparison.Ordinal);
        Assert.Equal(0, number);
    }
}

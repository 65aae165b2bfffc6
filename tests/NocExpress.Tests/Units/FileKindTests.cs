using System.Text;
using NocExpress.Client.Tickets.Planning;
using Xunit;

namespace NocExpress.Tests.Units;

public sealed class FileKindTests
{
    [Theory]
    [InlineData(".pdf", "\u0089PNG\r\n\u001a\n", "a PNG image")]
    [InlineData(".png", "%PDF-1.4", "a PDF document")]
    [InlineData(".jpg", "GIF89a", "a GIF image")]
    [InlineData(".png", "\u00FF\u00D8\u00FF\u00E0", "a JPEG image")]
    [InlineData(".doc", "PK\u0003\u0004", "a zip archive or a newer Office document")]
    [InlineData(".pdf", "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1", "an older Office document")]
    [InlineData(".csv", "MZ\u0090\0\u0003", "a program for Windows")]
    [InlineData(".csv", "\u007FELF\u0002", "a program for Linux")]
    [InlineData(".xlsx", "\r\n<!DOCTYPE html><title>Sign in</title>", "a web page")]
    [InlineData(".pdf", "\u00EF\u00BB\u00BF<HTML>", "a web page")]
    [InlineData(".csv", "a,b\0c", "no text")]
    public void Content_of_another_kind_than_the_extension_says_is_named(string extension, string content, string kind) =>
        Assert.Equal(kind, FileKind.Contradiction(extension, Encoding.Latin1.GetBytes(content)));

    [Theory]
    [InlineData(".pdf", "")]
    [InlineData(".pdf", "%PDF-1.4")]
    [InlineData(".PDF", "a leading word, and then %PDF-1.4")]
    [InlineData(".png", "\u0089PNG\r\n\u001a\n")]
    [InlineData(".jpeg", "\u00FF\u00D8\u00FF\u00E0")]
    [InlineData(".xlsx", "PK\u0003\u0004")]
    [InlineData(".xlsx", "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1")]
    [InlineData(".doc", "{\\rtf1")]
    [InlineData(".csv", "MZ,Name\n1,2")]
    [InlineData(".csv", "\u00FF\u00FEa\0,\0")]
    [InlineData(".csv", "=cmd|'/c calc'!A0")]
    public void Content_that_goes_with_the_extension_is_believed(string extension, string content) =>
        Assert.Null(FileKind.Contradiction(extension, Encoding.Latin1.GetBytes(content)));
}

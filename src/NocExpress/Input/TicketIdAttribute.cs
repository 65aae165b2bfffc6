using System.Globalization;
using System.Management.Automation;
using NocExpress.Rules;

namespace NocExpress.Input;

/// <summary>
/// Reads a ticket's number from text digit by digit. PowerShell's own conversion takes a comma for a thousands separator: it would read
/// "1234,5678" as one number.
/// </summary>
internal sealed class TicketIdAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        JsonInput.Unwrapped(inputData) is string text ? Parse(text) : inputData;

    public static long Parse(string text)
    {
        long id = 0;
        string? problem = Identifier.Read(text, out string number)
            ?? (long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out id)
                ? null
                : "is not a ticket number. Ticket numbers are whole numbers, such as 1234567.");
        return problem is null ? id : throw new ArgumentTransformationMetadataException($"'{text}' {problem}");
    }
}

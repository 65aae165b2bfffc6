using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using NocExpress.Client.Guesses;
using NocExpress.Contract;
using NocExpress.Models;
using NocExpress.Text;

namespace NocExpress.Client.Tickets.Planning;

/// <summary>
/// Warns of values that the server may cut or read otherwise: the presumed ticket system has limits that no document of this API names. They
/// are no reason to refuse anything.
/// </summary>
[GoesBy(Guess.FieldLimits)]
internal static class LikelyLimits
{
    private const int LongestAddress = 250;
    private const int LongestAddressList = 1000;

    public static void Warn(IReadOnlyList<NocTicketRequest> requests, ICallContext call)
    {
        foreach (string problem in requests.SelectMany(Problems).Distinct())
        {
            call.Warning($"{problem} It is sent as it is.");
        }
    }

    private static IEnumerable<string> Problems(NocTicketRequest request)
    {
        if (request.CustomerTicketNumber is { } number && number.Contains(','))
        {
            yield return $"The customer ticket number {TerminalText.Quoted(number)} has a comma: the server may read it as two numbers.";
        }

        if (request.AutomaticEmailCcAddress.Append(request.ContactEmailAddress).Any(address => address.Length > LongestAddress))
        {
            yield return $"An e-mail address has more than {LongestAddress} characters: the server may cut it.";
        }

        if (string.Join(",", request.AutomaticEmailCcAddress).Length > LongestAddressList)
        {
            yield return $"The addresses of -AutomaticEmailCcAddress have more than {LongestAddressList.ToString("N0", CultureInfo.InvariantCulture)} characters together: the server may cut them.";
        }
    }
}

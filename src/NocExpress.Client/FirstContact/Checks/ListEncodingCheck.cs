using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NocExpress.Client.Guesses;
using NocExpress.Client.Http;
using NocExpress.Client.Tickets;
using NocExpress.Models;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>In which form the lists of a ticket request are read: in the one whose refusal does not speak of the sites.</summary>
internal sealed class ListEncodingCheck(CreateTrial trial) : Check(Guess.ListEncoding, NocCheckBasis.Guessed, "Json: an array in one part")
{
    private static readonly string _byHand =
        "Open a ticket for one site with New-NocTicket. Where it is refused for its sites or contacts, try Connect-NocExpress -ListEncoding "
        + $"{string.Join(", then ", ListParts.Encodings.Where(encoding => encoding != NocListEncoding.Json))}.";

    protected override async Task<Finding> FindAsync(Evidence evidence)
    {
        List<NocListEncoding> quiet = [];
        foreach (NocListEncoding encoding in ListParts.Encodings)
        {
            Answer answer = await trial.SendAsync(encoding).ConfigureAwait(false);
            if (answer is not { Status: 400 or 422, Response: { } response })
            {
                return CreateTrial.NotRefused(answer);
            }

            IReadOnlyList<string> messages = ErrorMessages.Read(response.Body);
            if (messages.Any(IsOfContactType))
            {
                // It has read the contacts, and so it reads lists in this form.
                return Read(encoding, "the contact's type is refused, as it should be");
            }

            if (!ListEncodingAdvice.ListsIn(messages).Contains(TicketEncoder.SitesField))
            {
                quiet.Add(encoding);
            }
        }

        return quiet switch
        {
            [var only] => Read(only, "in every other form sites are refused; nothing is said of the contacts, which may be dropped"),
            [] => Finding.Differs("sites are refused in each of the four forms", "Ask the vendor how sites and additional_contacts are written."),
            _ => Finding.Unknown("the refusals do not speak of the lists", _byHand),
        };
    }

    private static Finding Read(NocListEncoding encoding, string how) => encoding == NocListEncoding.Json
        ? Finding.Confirmed($"{encoding} is read: {how}")
        : Finding.Set($"{encoding} is read: {how}", $"-ListEncoding {encoding}");

    private static bool IsOfContactType(string message) =>
        ListEncodingAdvice.ListsIn([message]).Contains(TicketEncoder.ContactsField) && message.IndexOf("type", StringComparison.OrdinalIgnoreCase) is >= 0 and var at
        && !message.Substring(at).StartsWith("type \"str", StringComparison.Ordinal);
}

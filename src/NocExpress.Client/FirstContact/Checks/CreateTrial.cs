using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using NocExpress.Client.Api;
using NocExpress.Client.Configurations;
using NocExpress.Client.Http;
using NocExpress.Client.Json;
using NocExpress.Client.Tickets;
using NocExpress.Models;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>
/// Sends ticket requests that a server is bound to refuse: without the issue's name, which is required, and with a contact of a type that there is not. Their
/// refusals show how errors of fields look, and which form of lists is read.
/// </summary>
internal sealed class CreateTrial(Evidence evidence)
{
    private const string IssueField = "issue_name";
    private const string Sender = "Test-NocConnection";
    private const string Description = "Sent by Test-NocConnection to see how the server refuses it. Please disregard.";

    /// <summary>A number that is reserved for examples.</summary>
    private const long Number = 2025550100;

    private readonly Dictionary<NocListEncoding, Answer> _answers = [];
    private bool _wasTaken;

    /// <summary>The answer to a request whose lists are written in this form.</summary>
    public async Task<Answer> SendAsync(NocListEncoding encoding)
    {
        if (_answers.TryGetValue(encoding, out Answer? known))
        {
            return known;
        }

        return _answers[encoding] = _wasTaken
            ? Answer.NotAsked("not asked: the server took such a request before")
            : await RequestAsync().ConfigureAwait(false) is { } request
                ? Noted(await evidence.Probe.AskAsync(Create(request, encoding)).ConfigureAwait(false))
                : Answer.NotAsked("not asked: no configuration came to speak of");
    }

    /// <summary>What an answer comes to that does not refuse the fields. Of one that may be a ticket there is more to do than to look at it.</summary>
    public static Finding NotRefused(Answer answer) => answer.MayHaveActed
        ? Finding.Failed(answer.Description, $"Look in Granite360 for a ticket by {Sender}, and have it closed.")
        : Check.Nothing(answer);

    private static ApiRequest Create(NocTicketRequest request, NocListEncoding encoding)
    {
        NocRequestPart[] parts = [.. TicketEncoder.Encode(request, encoding).Where(part => part.Name != IssueField)];
        return new ApiRequest
        {
            Method = HttpMethod.Post,
            Path = TicketsEndpoint.CreatePath,
            Subject = "The test of a ticket request",
            NoRetry = true,
            Body = watchdog => new MultipartBody(parts, [], _ => watchdog.Restart(), watchdog.Token),
        };
    }

    private async Task<NocTicketRequest?> RequestAsync()
    {
        if (await evidence.CircuitAsync().ConfigureAwait(false) is not var (macnum, row)
            || ConfigurationReader.Read(new JsonFields(row), default, macnum) is not { Id: { } id } configuration)
        {
            return null;
        }

        return new NocTicketRequest
        {
            InitialDescription = Description,
            TypeName = configuration.TypeNames.FirstOrDefault() ?? Sender,
            SubtypeName = configuration.SubtypeNames.FirstOrDefault() ?? Sender,
            ContactName = Sender,
            ContactEmailAddress = "test@example.com",
            LocalContactName = Sender,
            LocalContactNumber = Number,
            AdditionalContacts = [new NocContact("Test", Sender, Number)],
            AccessHours = "None",
            GrantedTenantMacnum = evidence.Tenant,
        }.For([new NocTicketSite(macnum, "None", null, [id])], []);
    }

    /// <remarks>A ticket sends a technician: that one was opened, or may have been, is said whatever else is looked at.</remarks>
    private Answer Noted(Answer answer)
    {
        if (!answer.MayHaveActed)
        {
            return answer;
        }

        _wasTaken = true;
        string[] ids = answer.Json is { } json ? [.. TicketReader.ReadAll(json).Select(row => $"{row.Ticket.Id}")] : [];
        evidence.Probe.Call.Warning(
            answer.Status is >= 200 and < 300 && ids.Length > 0
                ? $"THE TEST HAS OPENED A TICKET: {string.Join(", ", ids)}. The server took a request without {IssueField}. Have it closed in Granite360 now."
                : $"THE TEST MAY HAVE OPENED A TICKET: its request was not refused ({answer.Description}). Look in Granite360 for one by {Sender}, and have it closed.");
        return answer;
    }
}

using System;
using System.Globalization;
using System.Threading.Tasks;
using NocExpress.Client.Guesses;
using NocExpress.Models;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>Whether the clocks of the server and of this machine agree.</summary>
internal sealed class ServerClockCheck() : Check(Guess.ServerClock, NocCheckBasis.Guessed, "within 30 s")
{
    private static readonly TimeSpan _most = TimeSpan.FromSeconds(30);

    protected override async Task<Finding> FindAsync(Evidence evidence)
    {
        Answer answer = await evidence.SitesAsync().ConfigureAwait(false);
        if (answer.Response is not { } response)
        {
            return Nothing(answer);
        }

        if (response.Date is not { } date)
        {
            return Finding.Unknown("answers have no Date");
        }

        TimeSpan skew = date - response.Arrived;
        double seconds = Math.Abs(Math.Round(skew.TotalSeconds));
        string observed = seconds <= 1 ? "within a second" : $"the server is {seconds.ToString(CultureInfo.InvariantCulture)} s {(skew < TimeSpan.Zero ? "behind" : "ahead")}";
        return skew.Duration() <= _most ? Finding.Confirmed(observed) : Finding.Differs(observed, "See which of the two clocks is wrong: times of tickets are the server's.");
    }
}

using System.Linq;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>What a list comes in.</summary>
internal static class Envelope
{
    public static Finding Of(Answer answer)
    {
        if (answer.Rows is null)
        {
            return Check.Nothing(answer);
        }

        string besides = answer.Json is { } root ? Keys.Told(Keys.Of(root).Where(key => key != answer.Envelope)) : "none";
        return answer.Envelope.Length == 0
            ? Finding.Confirmed("a bare array")
            : Finding.Differs($"an object with the list in {Keys.Told([answer.Envelope])}; beside it: {besides}{(answer.IsCut ? ", as far as it was read" : "")}");
    }
}

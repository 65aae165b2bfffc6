using System.Threading.Tasks;
using NocExpress.Client.Guesses;
using NocExpress.Models;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>Whether configurations have the documented fields. The page is cut off, so that others are no surprise.</summary>
internal sealed class ConfigurationFieldsCheck() : Check(Guess.ConfigurationFields, NocCheckBasis.Documented, "id, name, type, status, and others")
{
    private static readonly string[] _required = ["id", "name", "type", "status"];

    protected override async Task<Finding> FindAsync(Evidence evidence)
    {
        Answer answer = await evidence.ConfigurationsAsync().ConfigureAwait(false);
        return answer.Rows switch
        {
            null => Nothing(answer),
            { Count: 0 } => Finding.Unknown("no configuration came", "Test-NocConnection -Macnum, with a site that has circuits"),
            { } rows => Fields.Compare(rows, _required, _required, saysNew: false),
        };
    }
}

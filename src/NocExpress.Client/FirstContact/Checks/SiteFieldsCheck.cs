using System.Threading.Tasks;
using NocExpress.Client.Guesses;
using NocExpress.Models;

namespace NocExpress.Client.FirstContact.Checks;

/// <summary>Whether sites have the documented fields, and no others.</summary>
internal sealed class SiteFieldsCheck() : Check(Guess.SiteFields, NocCheckBasis.Documented, "the fields of the vendor's page")
{
    /// <summary>The others are documented as optional.</summary>
    private static readonly string[] _required = ["id", "name", "address_line_1", "city", "zip", "parent_account", "is_chronic"];

    private static readonly string[] _optional = ["macnum", "site_name", "account_name", "address_line_2", "state", "parent_macnum", "parent_name"];

    protected override async Task<Finding> FindAsync(Evidence evidence)
    {
        Answer answer = await evidence.SitesAsync().ConfigureAwait(false);
        return answer.Rows switch
        {
            null => Nothing(answer),
            { Count: 0 } => Finding.Unknown("no site came"),
            { } rows => Fields.Compare(rows, _required, [.. _required, .. _optional], saysNew: true),
        };
    }
}

using System.Collections.Generic;
using NocExpress.Models;
using NocExpress.Tests.Support;

namespace NocExpress.Tests.FirstContact;

/// <summary>A test of Test-NocConnection, which connects when its server is as it should be.</summary>
public abstract class FirstContactTest : TicketTest
{
    protected const int MostRequests = 20;

    protected override bool Connects => false;

    internal IReadOnlyList<NocCheck> Test(string parameters = "") => Run($"Test-NocConnection {parameters}").ShouldHaveNoErrors().Objects<NocCheck>();
}

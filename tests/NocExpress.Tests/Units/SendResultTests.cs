using NocExpress.Client.Tickets.Sending;
using Xunit;

namespace NocExpress.Tests.Units;

public sealed class SendResultTests
{
    [Fact]
    public void A_request_that_was_stopped_is_not_one_whose_circuits_other_runs_have()
    {
        Assert.NotEqual(SendResult.Contested, SendResult.Stopped);
    }
}

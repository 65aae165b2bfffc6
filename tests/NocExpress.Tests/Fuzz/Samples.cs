using System.IO;
using System.Linq;
using System.Text;
using NocExpress.Client.Pacing;
using NocExpress.Contract;

namespace NocExpress.Tests.Fuzz;

/// <summary>Honest answers and files, to be damaged.</summary>
internal static class Samples
{
    public const string OtherHeader = "Fri, 31 Dec 9999 23:59:59 GMT; \"a\" //[::1]:99999/%zz?\t";

    public static readonly (string Name, string Value)[] Headers =
    [
        ("Retry-After", "120"),
        ("Date", "Fri, 02 Jan 2026 03:04:05 GMT"),
        ("Location", "https://login.example.com/sign-in"),
        ("x-request-id", "req-7f"),
    ];

    public static readonly TicketItem Item = new()
    {
        Position = 1,
        Macnum = "02145678",
        SiteName = "Boston",
        ConfigurationIds = ["10"],
        TypeNames = ["T"],
        SubtypeNames = ["S"],
        MaintenanceWindow = "Anytime",
        IssueName = "Circuit Down",
        ContactName = "NOC desk",
        ContactEmailAddress = "noc@example.com",
        LocalContactName = "Manager",
        LocalContactNumber = "6125550100",
        AccessHours = "8-5",
    };

    private const string TicketText =
        """{"id":8100001,"summary":"Circuit Down","status_name":"Open","date_entered":"2026-01-02T03:04:05Z","date_resolved":null,"site_name":"Boston","macnum":"02145678","zip":"02108","g360_escalated":false,"configurations":[{"id":10,"name":"Cable","type":"Broadband"}],"attachments":[{"filename":"plan.pdf","status":"success"}]}""";

    public static byte[] Sites { get; } =
        """{"count":2,"results":[{"id":1,"name":"Boston – Café","macnum":"02145678","address_line_1":"1 Main St","city":"Boston","state":"MA","zip":"02108","is_chronic":true,"extra":{"a":[1,2.5,"x"]}},{"id":"2","name":"Chicago","macnum":null}]}"""u8.ToArray();

    public static byte[] Configurations { get; } =
        """[{"id":10,"name":"Cable","type":"Broadband","status":"Active","macnum":"1","ticket_type":["T","U"],"ticket_subtype":"S"},{"id":11,"site_macnum":"2","type_name":"T","subtype_name":["S"]}]"""u8.ToArray();

    public static byte[] Issues { get; } = """{"data":{"ticket_issues_dropdown_values":["Circuit Down",[4,"No Sync"],{"id":5,"name":"Slow"}]}}"""u8.ToArray();

    public static byte[] Ticket { get; } = Encoding.UTF8.GetBytes(TicketText);

    public static byte[] Tickets { get; } = Encoding.UTF8.GetBytes($$"""{"results":[{{TicketText}},{{TicketText}}]}""");

    public static byte[] Error { get; } =
        """{"message":"Bad Request","errors":{"search":["too short","no stars"],"store":"not a number"},"detail":[{"loc":["query","store",0],"msg":"one"},{"msg":"two"}]}"""u8.ToArray();

    public static byte[] Page { get; } =
        "<!DOCTYPE html><html><head><title>Sign in &amp; go on</title><style>p{}</style></head><body><script>x()</script><p>The page says fuzz-token.</p></body></html>"u8.ToArray();

    public static byte[] Token { get; } = """{"access_token":"eyJh.abc.def","token_type":"Bearer","expires_in":3600,"scope":"urn:grt:nocexpress"}"""u8.ToArray();

    public static byte[] TokenError { get; } = """{"error":"invalid_client","error_description":"The client fuzz-client is unknown.","errorCauses":[{"errorSummary":"why"}]}"""u8.ToArray();

    public static byte[] Journal { get; } = Encoding.UTF8.GetBytes(string.Join('\n', new[]
    {
        """{"at":"2026-01-02T03:04:05.000Z","event":"claimed","request":"k1","server":"http://127.0.0.1","type":"T","subtype":"S","issue":"Circuit Down","customerTicketNumber":"INC-7","sites":[{"macnum":"02145678","name":"Boston","configurations":[10],"window":"a1b2"}],"values":{"AccessHours":"c3d4"}}""",
        """{"at":"2026-01-02T03:04:06.000Z","event":"refused","request":"k1","sites":[{"macnum":"02145678","configurations":[10]}],"reason":"refused"}""",
        """{"at":"2026-01-02T03:04:05.000Z","event":"claimed","request":"k2","server":"http://127.0.0.1","type":"T","subtype":"S","issue":"Circuit Down","sites":[{"macnum":"1","configurations":[10]}],"values":{}}""",
        $$"""{"at":"2026-01-02T03:04:07.000Z","event":"opened","request":"k2","sites":[{"macnum":"1","configurations":[10],"ticketId":7,"tickets":[{{TicketText}}]}]}""",
        """{"at":"2026-01-02T03:04:08.000Z","event":"settled","request":"k1","by":"me on mine","was":"refused","sites":[{"macnum":"02145678","configurations":[10]}],"reason":"found"}""",
    }.Append("")));

    public static byte[] PacingFile()
    {
        RequestWindow window = new();
        for (long id = 0; id < 5; id++)
        {
            window.Enter(id, 60, default);
        }

        window.Leave(1, wasAccepted: true, default);
        using MemoryStream content = new();
        using BinaryWriter writer = new(content);
        writer.Write("NocPace2"u8);
        window.Write(writer);
        writer.Flush();
        return content.ToArray();
    }
}

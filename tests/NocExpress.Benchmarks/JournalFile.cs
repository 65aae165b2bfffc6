using System.IO;

namespace NocExpress.Benchmarks;

/// <summary>A journal as a run leaves it that opened a ticket for each site by itself.</summary>
internal static class JournalFile
{
    public static string Write(int circuits)
    {
        string path = Path.Combine(Path.GetTempPath(), $"nocexpress-benchmark-journal-{circuits}.jsonl");
        using StreamWriter writer = new(path);
        for (int i = 0; i < circuits; i++)
        {
            string site = $"\"macnum\":\"{10_000_000 + i}\"";
            writer.Write($"{{\"at\":\"2026-01-01T03:00:00.000Z\",\"event\":\"claimed\",\"request\":\"{i:x16}\",\"server\":\"https://noc.example.com\",\"type\":\"Broadband Service Request\",");
            writer.Write($"\"subtype\":\"Service Outage\",\"issue\":\"Circuit Down\",\"customerTicketNumber\":\"INC-7\",\"sites\":[{{{site},\"name\":\"Minneapolis - Hennepin Ave {i}\",");
            writer.Write($"\"configurations\":[{4_200_000 + i}],\"window\":\"pVgl2TXY\"}}],\"values\":{{\"ContactName\":\"a1b2c3d4\",\"ContactEmailAddress\":\"a1b2c3d4\",\"LocalContactName\":\"a1b2c3d4\",");
            writer.Write("\"LocalContactNumber\":\"a1b2c3d4\",\"AutomaticEmailCc\":\"a1b2c3d4\",\"AccessHours\":\"a1b2c3d4\"}}\n");
            writer.Write($"{{\"at\":\"2026-01-01T03:00:01.000Z\",\"event\":\"opened\",\"request\":\"{i:x16}\",\"sites\":[{{{site},\"configurations\":[{4_200_000 + i}],\"ticketId\":{8_100_000 + i},");
            writer.Write($"\"tickets\":[{{\"id\":{8_100_000 + i},\"address_1\":\"{i} Hennepin Ave\",\"attachments\":[],\"city\":\"Minneapolis\",\"company_identifier\":\"HRG-4471\",");
            writer.Write("\"company_name\":\"Harborline Retail Group\",\"date_entered\":\"2026-01-01T03:00:01.000000Z\",\"date_resolved\":null,\"g360_escalated\":false,\"g360_status\":\"Open\",");
            writer.Write("\"issue\":\"Circuit Down\",\"last_updated\":\"2026-01-01T03:00:01.000000Z\",\"state\":\"MN\",\"status_name\":\"Open\",\"summary\":\"Circuit Down\",\"zip\":\"55401\"}]}]}\n");
        }

        return path;
    }
}

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Tasks;
using NocExpress.Client.Files;
using NocExpress.Models;

namespace NocExpress.Client.Journal;

/// <summary>
/// Tells requests apart by what would be sent where: every field, the contents of the files, and the server. What the server decides and
/// the user does not, does not count, so that the same input is the same request: the order of ids and sites, and the spelling of the issue.
/// </summary>
internal static class RequestKey
{
    public static async Task<string> OfAsync(NocTicketRequest request, IReadOnlyList<UploadFile> files, Uri baseUri, FileTimeout patience)
    {
        using MemoryStream text = new();
        using (Utf8JsonWriter json = new(text))
        {
            json.WriteStartArray();
            json.WriteStringValue(baseUri.GetLeftPart(UriPartial.Path).TrimEnd('/'));
            foreach (NocRequestPart part in request.Parts.Where(part => part.Value is not null))
            {
                json.WriteStringValue(part.Name);
                WriteField(json, part, request);
            }

            foreach (UploadFile file in files.OrderBy(file => file.Attachment.Name, StringComparer.Ordinal))
            {
                json.WriteStringValue(file.Attachment.Name);
                json.WriteBase64StringValue(await file.HashAsync(patience).ConfigureAwait(false));
            }

            json.WriteEndArray();
        }

        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(text.GetBuffer(), 0, (int)text.Length);
        return Convert.ToBase64String(hash.GetHashAndReset());
    }

    private static void WriteField(Utf8JsonWriter json, NocRequestPart part, NocTicketRequest request)
    {
        switch (part.Name)
        {
            case "issue_name":
                json.WriteStringValue(request.IssueName.Trim().ToUpperInvariant());
                break;
            case "configuration_ids":
                json.WriteStringValue(string.Join(",", request.ConfigurationIds.OrderBy(id => id)));
                break;
            case "sites":
                foreach (NocTicketSite site in request.Sites.OrderBy(site => site.Macnum, StringComparer.Ordinal))
                {
                    json.WriteStringValue(site.Macnum);
                    json.WriteStringValue(site.MaintenanceWindow);
                }

                break;
            default:
                json.WriteStringValue(part.Value);
                break;
        }
    }
}

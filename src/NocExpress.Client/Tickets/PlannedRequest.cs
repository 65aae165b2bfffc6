using System.Collections.Generic;
using NocExpress.Models;

namespace NocExpress.Client.Tickets;

/// <summary>A request with its open files, and the user's input that it was made of.</summary>
internal sealed record PlannedRequest(NocTicketRequest Request, IReadOnlyList<AttachmentFile> Files, object? Source);

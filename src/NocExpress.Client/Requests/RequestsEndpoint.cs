using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Tasks;
using NocExpress.Client.Api;
using NocExpress.Client.Files;
using NocExpress.Client.Http;
using NocExpress.Client.Json;
using NocExpress.Client.Secrecy;
using NocExpress.Client.Text;
using NocExpress.Contract;
using NocExpress.Models;

namespace NocExpress.Client.Requests;

/// <summary>Whatever else the API offers: any path of it, with the same token, limit and errors.</summary>
internal sealed class RequestsEndpoint(ApiSender session, ClientOptions client, Redactor redactor, TimeProvider time)
{
    private const string TenantField = "granted_tenant_macnum";

    private static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Sends the request and hands over its answer: the elements of a list one by one, anything else as it is, and nothing where it is empty.</summary>
    public async Task InvokeAsync(CustomRequest any, Func<object, Task> emit, ICallContext call)
    {
        List<UploadFile> files = [];
        try
        {
            ApiRequest request = Request(any, await BodyAsync(any, files, new FileTimeout(client.Timeout, time, call.CancellationToken)).ConfigureAwait(false));
            object? response = await session
                .SendAsync(request, async body => Read(body, await body.ReadTextAsync().ConfigureAwait(false), any.Raw), call)
                .ConfigureAwait(false);
            foreach (object? element in response as object?[] ?? [response])
            {
                if (element is not null)
                {
                    await emit(element).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    private static ApiRequest Request(CustomRequest any, Func<Watchdog, RequestBody>? body)
    {
        ApiRequest request = new()
        {
            Method = new HttpMethod(any.Method),
            Path = any.Path,
            Subject = $"{any.Method} -Path '{any.Path.Split('?')[0]}'",
            Body = body,
            NoRetry = any.Method != "GET",
        };
        foreach (KeyValuePair<string, string[]> parameter in any.Query)
        {
            request.With(parameter.Key, parameter.Value);
        }

        bool isSaid = any.Form is not null || any.Path.Split('?', '&').Any(part => part.StartsWith(TenantField + "=", StringComparison.Ordinal))
            || any.Query.Any(parameter => parameter.Key == TenantField);
        return request.With(TenantField, isSaid ? null : any.GrantedTenantMacnum);
    }

    private static async Task<Func<Watchdog, RequestBody>?> BodyAsync(CustomRequest any, List<UploadFile> files, FileTimeout timeout)
    {
        if (any.Form is not null)
        {
            IReadOnlyList<NocRequestPart> parts = await PartsAsync(any, files, timeout).ConfigureAwait(false);
            return watchdog => new MultipartBody(parts, files, _ => watchdog.Restart(), watchdog.Token);
        }

        if (any.Body is null)
        {
            return null;
        }

        byte[] json = any.Body is string text ? Encoding.UTF8.GetBytes(Checked(text)) : JsonSerializer.SerializeToUtf8Bytes(any.Body, _readable);
        return watchdog => new BytesBody(json, "application/json", watchdog.Restart);
    }

    private static string Checked(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return json;
        }
        catch (JsonException error)
        {
            throw new NocException(NocErrorKind.ValidationFailed, $"-Body is text, and no JSON: {error.Message} Give an object instead, or text from ConvertTo-Json.");
        }
    }

    private static async Task<IReadOnlyList<NocRequestPart>> PartsAsync(CustomRequest any, List<UploadFile> files, FileTimeout timeout)
    {
        List<NocRequestPart> parts = [];
        foreach (FormValue value in any.Form!)
        {
            RefuseUnsendable(value.Name, value.Name);
            if (value.FullPath is null)
            {
                RefuseUnsendable(value.Name, value.Text!);
                parts.Add(FormParts.Text(value.Name, value.Text!));
                continue;
            }

            (UploadFile? file, string? problem) = await UploadFile
                .OpenAsync(() => UploadFile.Open(value.FullPath, "application/octet-stream"), timeout).ConfigureAwait(false);
            if (problem is not null)
            {
                throw new NocException(NocErrorKind.ValidationFailed, $"-Form: {value.Name} '{value.FullPath}' {problem}");
            }

            files.Add(file!);
            parts.Add(FormParts.File(value.Name, file!.Attachment));
        }

        if (any.GrantedTenantMacnum is not null && any.Form.All(value => value.Name != TenantField))
        {
            RefuseUnsendable(TenantField, any.GrantedTenantMacnum);
            parts.Add(FormParts.Text(TenantField, any.GrantedTenantMacnum));
        }

        return parts;
    }

    private static void RefuseUnsendable(string name, string text)
    {
        if (SendableText.ProblemWith(text) is { } problem)
        {
            throw new NocException(NocErrorKind.ValidationFailed, $"-Form: {name} {problem}");
        }
    }

    private object? Read(ResponseReader response, string text, bool raw)
    {
        if (raw || string.IsNullOrWhiteSpace(text))
        {
            return text.Length == 0 ? null : redactor.RedactData(text);
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return Redacted(JsonText.ToObject(document.RootElement));
        }
        catch (JsonException)
        {
            throw response.Undigested($"it is {(ErrorMessages.IsHtml(text) ? "an HTML page" : "no JSON")}. A GET gives its text with -Raw");
        }
    }

    /// <remarks>After the parser has undone the escapes, in which a secret could hide.</remarks>
    private object? Redacted(object? value) => value switch
    {
        string text => redactor.RedactData(text),
        object?[] elements => elements.Select(Redacted).ToArray(),
        Dictionary<string, object?> entries => entries
            .GroupBy(entry => redactor.RedactData(entry.Key), StringComparer.Ordinal)
            .ToDictionary(entry => entry.Key, entry => Redacted(entry.Last().Value), StringComparer.Ordinal),
        _ => value,
    };
}

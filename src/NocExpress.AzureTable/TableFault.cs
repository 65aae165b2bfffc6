using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Azure;
using Azure.Identity;
using NocExpress.Text;

namespace NocExpress.AzureTable;

/// <summary>
/// Turns what goes wrong with a table into the one exception of a store, in words that name the right or the fault and no secret.
/// </summary>
internal static class TableFault
{
    public const int NotFound = 404;
    public const int Conflict = 409;
    public const int PreconditionFailed = 412;
    private const int Forbidden = 403;
    private const int Unauthorized = 401;

    /// <exception cref="IOException">The table could not be reached, or has refused it.</exception>
    public static async Task<T> TranslateAsync<T>(Uri table, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception error) when (error is RequestFailedException or AuthenticationFailedException or AggregateException
            || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            string message = $"The table {table} {Problem(error)}";
            throw IsAway(error) ? new TableAwayException(message) : new IOException(message);
        }
    }

    /// <summary>Whether somebody else has been quicker: the entity is there already, not there any more, or another by now.</summary>
    public static bool IsLost(RequestFailedException error) => error.Status is NotFound or Conflict or PreconditionFailed;

    /// <summary>Whether another attempt may find the table there.</summary>
    private static bool IsAway(Exception error) => Innermost(error) is not RequestFailedException { Status: > 0 and < 500 };

    private static string Problem(Exception error) => Innermost(error) switch
    {
        RequestFailedException { Status: 0 } fault => $"cannot be reached: {TerminalText.Line(FirstLine(fault))}",
        RequestFailedException { Status: Forbidden or Unauthorized } refusal =>
            $"refuses it ({Code(refusal)}): {Advice(refusal.ErrorCode)}",
        RequestFailedException answer => $"answers {Code(answer)}.",
        AuthenticationFailedException identity => $"has nobody to let in, as there is no identity: {TerminalText.Line(FirstLine(identity))}",
        OperationCanceledException => "does not answer in time.",
        { } other => $"cannot be reached: {TerminalText.Line(FirstLine(other))}",
    };

    private static string Code(RequestFailedException answer) => $"{answer.Status} {answer.ErrorCode}".TrimEnd();

    private static string Advice(string? code) => code switch
    {
        "AuthenticationFailed" => "the SAS is wrong, not valid yet, or has come to its end. Give a new one by -StorageSas.",
        "AuthorizationPermissionMismatch" or "AuthorizationFailure" =>
            "a right is missing. A SAS needs sp=raud; an identity the role Storage Table Data Contributor on the table.",
        _ => "see that the SAS (sp=raud), or the role Storage Table Data Contributor of the identity, is for this table.",
    };

    private static Exception Innermost(Exception error) =>
        error is AggregateException several ? Innermost(several.InnerExceptions.Last()) : error;

    /// <remarks>The SDK's messages go on with the headers of the answer.</remarks>
    private static string FirstLine(Exception error)
    {
        Exception said = Innermost(error);
        return said.Message.Split('\r', '\n')[0];
    }
}

/// <summary>The table could not be reached, or cannot answer now.</summary>
internal sealed class TableAwayException(string message) : IOException(message);

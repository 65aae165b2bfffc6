using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Text;
using NocExpress.Tests.Support;

namespace NocExpress.Tests.Secrecy;

/// <summary>Prints everything that a user can get out of what a script gave: every stream, and of each object every property, as text, and as Export-Clixml does.</summary>
internal static class Printout
{
    private const int Depth = 8;
    private const int DepthOfExport = 2;

    public static string Of(Shell.Result result)
    {
        StringBuilder text = new();
        foreach (string line in result.Warnings.Concat(result.Verbose).Concat(result.DebugAndInformation).Append(result.HostText))
        {
            text.AppendLine(line);
        }

        foreach (ProgressRecord progress in result.Progress)
        {
            text.AppendLine(progress.ToString());
        }

        foreach (object value in result.Output.Cast<object>().Concat(result.Errors))
        {
            text.AppendLine(PSSerializer.Serialize(value, DepthOfExport));
            Print(value, Depth, new HashSet<object>(ReferenceEqualityComparer.Instance), text);
        }

        return text.ToString();
    }

    private static void Print(object? value, int depth, HashSet<object> seen, StringBuilder text)
    {
        if (value is null || depth == 0 || (!value.GetType().IsValueType && value is not string && !seen.Add(value)))
        {
            return;
        }

        text.AppendLine(value.ToString());
        if (value is PSObject wrapped)
        {
            foreach (PSPropertyInfo property in wrapped.Properties)
            {
                Print(ValueOf(() => property.Value), depth - 1, seen, text);
            }

            Print(wrapped.BaseObject, depth - 1, seen, text);
        }
        else if (value is IDictionary entries)
        {
            Print(entries.Keys, depth, seen, text);
            Print(entries.Values, depth, seen, text);
        }
        else if (value is IEnumerable many and not string)
        {
            foreach (object? element in many)
            {
                Print(element, depth - 1, seen, text);
            }
        }
        else if (!value.GetType().IsValueType && value is not (string or Type or MemberInfo or Assembly or Uri or CommandInfo))
        {
            foreach (PropertyInfo property in value.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0))
            {
                Print(ValueOf(() => property.GetValue(value)), depth - 1, seen, text);
            }
        }
    }

    private static object? ValueOf(Func<object?> get)
    {
        try
        {
            return get();
        }
        catch (Exception none) when (none is TargetInvocationException or GetValueException)
        {
            return none.ToString();
        }
    }
}

using System;
using System.Management.Automation;
using System.Reflection;

namespace NocExpress.Tests.Support;

/// <summary>Stops the pipeline after a number of objects, by the same exception as <c>Select-Object -First</c>, which the bare engine does not have.</summary>
[Cmdlet(VerbsCommon.Select, "First")]
public sealed class SelectFirstCommand : PSCmdlet
{
    private int _left;

    [Parameter(Mandatory = true, Position = 0)]
    public int First { get; set; }

    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    protected override void BeginProcessing() => _left = First;

    protected override void ProcessRecord()
    {
        WriteObject(InputObject);
        if (--_left == 0)
        {
            Type stop = typeof(PSCmdlet).Assembly.GetType("System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!;
            throw (Exception)Activator.CreateInstance(stop, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null, [this], null)!;
        }
    }
}

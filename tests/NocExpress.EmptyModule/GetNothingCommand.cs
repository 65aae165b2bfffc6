using System.Management.Automation;

namespace NocExpress.EmptyModule;

[Cmdlet(VerbsCommon.Get, "Nothing")]
public sealed class GetNothingCommand : PSCmdlet
{
}

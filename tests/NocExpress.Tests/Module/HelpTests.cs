using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Threading.Tasks;
using System.Xml.Linq;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Module;

/// <summary>The help as PowerShell's own Get-Help finds it beside the module. The Pester suite runs its examples.</summary>
public sealed class HelpTests : IDisposable
{
    private readonly Shell _shell = new();

    public static TheoryData<string> Cmdlets => new(Names);

    private static IEnumerable<string> Names => typeof(Commands.NocCommand).Assembly.GetExportedTypes()
        .Select(type => type.GetCustomAttribute<CmdletAttribute>())
        .Where(attribute => attribute is not null)
        .Select(attribute => $"{attribute!.VerbName}-{attribute.NounName}");

    public void Dispose() => _shell.Dispose();

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Every_cmdlet_has_a_synopsis_a_description_and_examples(string cmdlet)
    {
        Assert.Matches(@"^\w[^\r\n]+[.)]$", Help(cmdlet, ".Synopsis").Single());
        Assert.NotEmpty(Help(cmdlet, ".description.Text"));
        Assert.NotEmpty(Help(cmdlet, ".examples.example"));
        Assert.All(Help(cmdlet, ".examples.example | ForEach-Object { -join $_.remarks.Text }"), Assert.NotEmpty);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Every_parameter_says_what_it_holds(string cmdlet)
    {
        IEnumerable<string> parameters = Command(cmdlet).Parameters.Keys.Except(Cmdlet.CommonParameters);

        Assert.Equal(parameters.Order(StringComparer.Ordinal), Help(cmdlet, ".parameters.parameter.name").Order(StringComparer.Ordinal));
        Assert.All(Help(cmdlet, ".parameters.parameter | Where-Object name | ForEach-Object { -join $_.description.Text }"), Assert.NotEmpty);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Every_cmdlet_declares_what_it_writes_and_the_help_says_it(string cmdlet)
    {
        string[] declared = [.. Command(cmdlet).OutputType.Select(type => type.Type == typeof(void) ? "None" : type.Name)];

        Assert.NotEmpty(declared);
        Assert.Equal(declared, Help(cmdlet, ".returnValues.returnValue.type.name"));
        Assert.All(Help(cmdlet, ".returnValues.returnValue | ForEach-Object { -join $_.description.Text }"), Assert.NotEmpty);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void The_texts_of_the_help_are_whole_paragraphs_without_markup(string cmdlet)
    {
        string[] parts = ["description", "parameters.parameter.description", "alertSet.alert", "examples.example.remarks", "inputTypes.inputType.description"];

        IEnumerable<string> texts = parts.SelectMany(part => Help(cmdlet, $".{part}.Text"));

        Assert.NotEmpty(texts);
        Assert.All(texts, text => Assert.DoesNotMatch(@"\{\{|[<>]|\s\s|\n", text.TrimEnd()));
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Every_example_calls_what_exists_and_its_own_cmdlet(string cmdlet)
    {
        foreach (string code in Help(cmdlet, ".examples.example.code"))
        {
            Assert.Contains(cmdlet, code, StringComparison.Ordinal);
            ScriptCheck.CallsWhatExists(_shell, code);
        }
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void The_page_that_Online_opens_is_the_one_that_the_cmdlet_names(string cmdlet)
    {
        string[] addresses = [.. Help(cmdlet, ".relatedLinks.navigationLink.uri").Where(uri => uri.Length > 0)];
        string page = _shell.Run($"(Get-Command {cmdlet}).HelpUri").Output.Single().ToString()!;

        Assert.Equal(page.Length == 0 ? [] : [page], addresses);
    }

    [Fact]
    public void Every_service_is_listed_and_every_value_of_an_enumeration_explained()
    {
        string services = string.Join('\n', Help("Get-NocConfiguration", ".parameters.parameter | Where-Object name -eq Service | ForEach-Object { $_.description.Text }"));
        string[] kinds = Help("New-NocTicket", ".parameters.parameter | Where-Object name -eq MultiSite | ForEach-Object { $_.description.Text }");

        Assert.Contains(string.Join(", ", NocExpress.Rules.ServiceNames.All), services, StringComparison.Ordinal);
        Assert.All(Enum.GetNames<NocExpress.Models.NocMultiSiteKind>(), kind => Assert.Contains(kinds, text => text.Contains(kind + ": ", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_about_topic_is_found_names_every_cmdlet_and_fits_80_columns()
    {
        string topic = _shell.Run("Get-Help about_NocExpress").ShouldHaveNoErrors().Output.Single().ToString()!;

        Assert.All(Names, cmdlet => Assert.Contains(cmdlet, topic, StringComparison.Ordinal));
        Assert.All(topic.Split('\n'), line => Assert.InRange(line.TrimEnd().Length, 0, 80));
    }

    [Theory]
    [InlineData("P:NocExpress.Commands.NewNocTicketCommand.IssueName", "New-NocTicket -IssueName has no <summary>")]
    [InlineData("P:NocExpress.Commands.ThrottledCommand.ThrottleLimit", "Get-NocTicket -ThrottleLimit has no <summary>")]
    [InlineData("T:NocExpress.Commands.GetNocSiteCommand", "Get-NocSite has no <example>")]
    public async Task A_member_that_is_not_documented_fails_the_build_and_is_named(string member, string gap)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        string copy = Path.Combine(folder.FullName, "NocExpress.dll");
        File.Copy(Repository.ShellAssembly, copy);
        XDocument comments = XDocument.Load(Path.ChangeExtension(Repository.ShellAssembly, ".xml"));
        comments.Descendants("member").Single(element => (string?)element.Attribute("name") == member).Remove();
        comments.Save(Path.ChangeExtension(copy, ".xml"));
        string help = Path.Combine(folder.FullName, "help.xml");

        (int exitCode, string output) = await ChildProcess.RunAsync(ChildProcess.Program("src", "NocExpress.Help"), [copy, help]);

        Assert.Equal(1, exitCode);
        Assert.Contains($"error HELP0001: {gap}", output, StringComparison.Ordinal);
        Assert.False(File.Exists(help));
        folder.Delete(recursive: true);
    }

    private CommandInfo Command(string cmdlet) => (CommandInfo)_shell.Run($"Get-Command {cmdlet}").Output.Single().BaseObject;

    /// <summary>A part of a cmdlet's help, by its path in the object that Get-Help gives.</summary>
    private string[] Help(string cmdlet, string path) =>
        [.. _shell.Run($"(Get-Help {cmdlet} -Full){path}").ShouldHaveNoErrors().Output.Where(part => part is not null).Select(part => part.ToString()!)];
}

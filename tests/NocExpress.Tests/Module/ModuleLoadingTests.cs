using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Threading.Tasks;
using NocExpress.Tests.Support;
using Xunit;

namespace NocExpress.Tests.Module;

public sealed class ModuleLoadingTests : SandboxTest
{
    private const string LoadedAssemblies = "[AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { '{0} {1}' -f $_.GetName().Name, $_.Location }";

    [Fact]
    public void Nothing_but_the_shell_stands_beside_it_and_no_shell_stands_among_the_dependencies()
    {
        Assert.Equal(["NocExpress.dll"], Directory.GetFiles(Path.GetDirectoryName(Repository.ShellAssembly)!, "*.dll").Select(Path.GetFileName));
        Assert.DoesNotContain("NocExpress.dll", Directory.GetFiles(Repository.ClientFolder).Select(Path.GetFileName));
        Assert.DoesNotContain("System.Management.Automation.dll", Directory.GetFiles(Repository.ClientFolder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task An_import_loads_the_shell_alone()
    {
        string output = await RunFreshAsync($"Import-Module '{Repository.Manifest}'; {LoadedAssemblies}");

        Assert.Contains(Repository.ShellAssembly, output, StringComparison.Ordinal);
        Assert.DoesNotContain("NocExpress.Client", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Polly", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Older_copies_of_packages_in_the_process_do_no_harm_and_suffer_none()
    {
        string[] older =
        [
            Path.Combine(Repository.Packages, "polly.core", "8.1.0", "lib", "net6.0", "Polly.Core.dll"),
            Path.Combine(Repository.Packages, "microsoft.extensions.dependencyinjection.abstractions", "6.0.0", "lib", "netstandard2.1", "Microsoft.Extensions.DependencyInjection.Abstractions.dll"),
        ];

        string output = await RunFreshAsync($"Import-Module '{Repository.Manifest}'; (Get-NocSite).Count; {LoadedAssemblies}", older);

        string[] lines = output.Split('\n', StringSplitOptions.TrimEntries);
        Assert.Equal(Options.Sites.ToString(System.Globalization.CultureInfo.InvariantCulture), lines[0]);
        Assert.All(older, path => Assert.Contains($"{Path.GetFileNameWithoutExtension(path)} {path}", lines));
        Assert.All(older, path => Assert.Contains($"{Path.GetFileNameWithoutExtension(path)} {Path.Combine(Repository.ClientFolder, Path.GetFileName(path))}", lines));
    }

    [Fact]
    public async Task A_resolver_that_answers_for_everybody_does_not_reach_the_module()
    {
        string[] offered =
        [
            Path.Combine(Repository.Packages, "polly.core", "8.1.0", "lib", "net6.0", "Polly.Core.dll"),
            Path.Combine(Repository.Packages, "microsoft.extensions.dependencyinjection.abstractions", "6.0.0", "lib", "netstandard2.1", "Microsoft.Extensions.DependencyInjection.Abstractions.dll"),
        ];
        (_, string output) = await ChildProcess.RunAsync(
            ChildProcess.Program("tests", "NocExpress.FreshProcess"),
            [$"$null = [Reflection.Assembly]::Load('Polly.Core'); Import-Module '{Repository.Manifest}'; (Get-NocSite).Count; {LoadedAssemblies}", .. offered],
            new Dictionary<string, string>(ConnectionVariables) { ["RESOLVE_ASSEMBLIES"] = "1" });

        string[] lines = output.Split('\n', StringSplitOptions.TrimEntries);
        Assert.Equal(Options.Sites.ToString(System.Globalization.CultureInfo.InvariantCulture), lines[0]);
        Assert.Contains($"Polly.Core {offered[0]}", lines);
        Assert.Contains($"Polly.Core {Path.Combine(Repository.ClientFolder, "Polly.Core.dll")}", lines);
        Assert.DoesNotContain($"Microsoft.Extensions.DependencyInjection.Abstractions {offered[1]}", lines);
    }

    [Theory]
    [InlineData("Import-Module $manifest")]
    [InlineData("Import-Module $manifest -Force")]
    [InlineData("Remove-Module NocExpress; Import-Module $manifest")]
    public void The_module_works_after_being_imported_again(string again)
    {
        Shell.Set("manifest", Repository.Manifest);
        Assert.Equal(Options.Sites, Shell.Run("Get-NocSite").ShouldHaveNoErrors().Output.Count);

        Shell.Run(again).ShouldHaveNoErrors();

        Assert.Equal(Options.Sites, Shell.Run("Get-NocSite").ShouldHaveNoErrors().Output.Count);
    }

    [Fact]
    public void The_manifest_exports_every_cmdlet_by_name_and_nothing_else()
    {
        IEnumerable<string> cmdlets = typeof(Commands.NocCommand).Assembly.GetTypes()
            .Select(type => type.GetCustomAttribute<CmdletAttribute>())
            .Where(attribute => attribute is not null)
            .Select(attribute => $"{attribute!.VerbName}-{attribute.NounName}");

        IEnumerable<string> exported = Shell.Run("(Get-Module NocExpress).ExportedCommands.Keys").Output.Select(name => name.ToString()!);

        Assert.Equal(cmdlets.Order(), exported.Order());
    }

    [Fact]
    public void The_manifest_and_the_assemblies_have_one_version()
    {
        string manifest = Shell.Run("(Get-Module NocExpress).Version.ToString()").Output.Single().ToString()!;

        Assert.Equal(manifest, typeof(Commands.NocCommand).Assembly.GetName().Version!.ToString(3));
    }

    private async Task<string> RunFreshAsync(string script, params string[] assemblies)
    {
        (int exitCode, string output) = await ChildProcess.RunAsync(
            ChildProcess.Program("tests", "NocExpress.FreshProcess"), [script, .. assemblies], ConnectionVariables);
        Assert.True(exitCode == 0, output);
        return output;
    }
}

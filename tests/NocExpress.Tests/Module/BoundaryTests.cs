using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Dependencies;
using ArchUnitNET.Loader;
using NocExpress.Client;
using NocExpress.Commands;
using NocExpress.Sandbox;
using NocExpress.Tests.Support;
using Xunit;
using Assembly = System.Reflection.Assembly;
using Type = System.Type;

namespace NocExpress.Tests.Module;

/// <summary>
/// What may cross between the shell, which PowerShell loads, the client, which has a load context of its own, and the sandbox.
/// </summary>
public sealed class BoundaryTests
{
    private static readonly Assembly _shell = typeof(NocCommand).Assembly;
    private static readonly Assembly _client = typeof(NocClient).Assembly;

    private static readonly Architecture _code = new ArchLoader().LoadAssemblies(_shell, _client).Build();

    /// <summary>The folders of the shell that the client knows: the contract, the models, and rules that both keep.</summary>
    private static readonly string[] _shared = ["NocExpress.Contract", "NocExpress.Models", "NocExpress.Rules", "NocExpress.Text"];

    /// <summary>What tells the time, or waits, without a TimeProvider.</summary>
    private static readonly (Type Type, string Member)[] _realTime =
    [
        (typeof(DateTime), "get_UtcNow"), (typeof(DateTime), "get_Now"), (typeof(DateTime), "get_Today"),
        (typeof(DateTimeOffset), "get_UtcNow"), (typeof(DateTimeOffset), "get_Now"),
        (typeof(Stopwatch), ""), (typeof(Environment), "get_TickCount"), (typeof(Task), "Delay"), (typeof(Thread), "Sleep"),
    ];

    [Fact]
    public void The_shell_references_nothing_but_netstandard_and_PowerShell() =>
        Assert.Equal(["System.Management.Automation", "netstandard"], References(_shell).Order(StringComparer.Ordinal));

    [Fact]
    public void The_client_knows_nothing_of_PowerShell() => Assert.DoesNotContain("System.Management.Automation", References(_client));

    [Fact]
    public void The_sandbox_shares_no_code_with_the_module()
    {
        Assert.DoesNotContain(References(typeof(SandboxServer).Assembly), name => name.StartsWith("NocExpress", StringComparison.Ordinal));
        string project = File.ReadAllText(Path.Combine(Repository.Root, "src", "NocExpress.Sandbox", "NocExpress.Sandbox.csproj"));
        Assert.DoesNotContain("<Compile Include", project, StringComparison.Ordinal);
    }

    [Fact]
    public void No_type_of_the_shell_comes_from_a_dependency()
    {
        Assembly[] allowed = [_shell, typeof(PSCmdlet).Assembly];

        IEnumerable<Type> foreign =
            from type in _shell.GetTypes().SelectMany(type => type.GetInterfaces().Append(type.BaseType)).OfType<Type>()
            where !allowed.Contains(type.Assembly) && !type.Assembly.GetName().Name!.StartsWith("System.", StringComparison.Ordinal)
            select type;

        Assert.Empty(foreign);
    }

    [Fact]
    public void The_client_uses_nothing_of_the_shell_but_what_both_share()
    {
        ITypeDependency[] used = [.. DependenciesOf(_client).Where(dependency => IsOf(dependency.Target, _shell))];

        Assert.Equal(_shared, used.Select(dependency => dependency.Target.Namespace.FullName).Distinct().Order(StringComparer.Ordinal));
    }

    /// <remarks>
    /// A type of another package would be another one on each side of the load context, and IAsyncEnumerable is in a package.
    /// </remarks>
    [Fact]
    public void Nothing_crosses_but_the_contract_the_models_and_what_netstandard_has()
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        Type[] contract = [.. _shell.GetTypes().Where(type => type.Namespace == "NocExpress.Contract" && !type.IsNested)];

        IEnumerable<Type> crossing = contract
            .SelectMany(type => type.GetMethods(all))
            .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType))
            .SelectMany(Parts)
            .Distinct();

        Assert.Contains(typeof(Contract.INocClient), contract);
        Assert.DoesNotContain(typeof(IAsyncEnumerable<>), crossing);
        Assert.All(crossing, type => Assert.True(
            type.Assembly == _shell ? type.Namespace is "NocExpress.Contract" or "NocExpress.Models" : type.Assembly != typeof(PSCmdlet).Assembly,
            type.FullName));
    }

    /// <remarks>
    /// A stopwatch for a verbose line is no wait, processes that share a file take their turns in real time, and so does the operating system that connects
    /// sockets.
    /// </remarks>
    [Fact]
    public void The_time_of_the_client_comes_from_its_TimeProvider()
    {
        string[] stopwatches = ["NocExpress.Client.Api.ApiSender", "NocExpress.Client.Tokens.TokenEndpoint"];
        const string turns = "NocExpress.Client.Files.SharedFile";

        MethodCallDependency[] calls = [.. DependenciesOf(_client).OfType<MethodCallDependency>().Where(IsRealTime)];

        Assert.Contains(calls, call => FileOf(call.Origin) == turns && call.Target.FullName == typeof(Task).FullName);
        Assert.Empty(
            from call in calls
            let file = FileOf(call.Origin)
            where file != turns && file != "NocExpress.Client.Http.HappyEyeballs" && !(call.Target.FullName == typeof(Stopwatch).FullName && stopwatches.Contains(file))
            select $"{file} calls {call.TargetMember.FullName}");
    }

    [Fact]
    public void Nothing_of_the_module_writes_to_the_console() =>
        Assert.DoesNotContain(_code.Types.SelectMany(type => type.Dependencies), used => used.Target.FullName == typeof(Console).FullName);

    private static bool IsRealTime(MethodCallDependency call) => _realTime.Any(clock =>
        call.Target.FullName == clock.Type.FullName
        && call.TargetMember.Name.StartsWith(clock.Member, StringComparison.Ordinal)
        && !call.TargetMember.Name.Contains(nameof(TimeProvider), StringComparison.Ordinal));

    private static IEnumerable<ITypeDependency> DependenciesOf(Assembly assembly) =>
        _code.Types.Where(type => IsOf(type, assembly)).SelectMany(type => type.Dependencies);

    private static string FileOf(IType type) => type.FullName.Split('+')[0];

    private static bool IsOf(IType type, Assembly assembly) => type.Assembly.Name.Split(',')[0] == assembly.GetName().Name;

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);

    /// <summary>A type with those that it is made of.</summary>
    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : type.IsGenericParameter ? []
        : [type];
}

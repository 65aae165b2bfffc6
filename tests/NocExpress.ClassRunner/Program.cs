using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using NocExpress.ClassRunner;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

// Usage: NocExpress.ClassRunner --list | FILE CLASS ... Lists the classes that have tests, or runs those of some, and writes a line for each test. Those
// whose names begin as a line of the file does, up to its bar, are skipped for the reason behind it.
Assembly tests = Assembly.LoadFrom(Path.Combine(AppContext.BaseDirectory, "NocExpress.Tests.dll"));

// It finds the module, and reflection alone does not have it run.
RuntimeHelpers.RunModuleConstructor(tests.ManifestModule.ModuleHandle);
if (args is ["--list"])
{
    foreach (string name in tests.GetTypes().Where(HasTests).Select(static type => type.FullName!).Order())
    {
        Console.WriteLine(name);
    }

    return 0;
}

Options options = new();
using Results results = new();
using XunitTestFramework framework = new(results);
using ITestFrameworkDiscoverer discoverer = framework.GetDiscoverer(Reflector.Wrap(tests));
foreach (string name in args.Skip(1))
{
    discoverer.Find(name, includeSourceInformation: false, results, options);
    results.WaitForCases();
}

using ITestFrameworkExecutor executor = framework.GetExecutor(tests.GetName());
executor.RunTests(results.Without(File.ReadAllLines(args[0])), results, options);
results.WaitForEnd();

// What tests leave running must not keep it.
Environment.Exit(results.Failed == 0 ? 0 : 1);
return 0;

static bool HasTests(Type type) => !type.IsAbstract && type.GetMethods().Any(static method => method.GetCustomAttributes<FactAttribute>().Any());

using System;
using System.Globalization;
using System.Text.Json;
using NocExpress.Sandbox.Control;

namespace NocExpress.Sandbox;

/// <summary>What was asked for on the command line.</summary>
internal sealed record CommandLine(SandboxOptions Options, bool WantsHelp)
{
    public const string Usage = """
        Usage: nocexpress-sandbox [options]
               dotnet run --project src/NocExpress.Sandbox -- [options]

          --sites N                 how many sites the customer has (12)
          --port P                  the loopback port; 0 takes a free one (5080)
          --requests-per-minute N   the rate limit; 0 for none (60)
          --token-lifetime S        seconds until a token expires (3600)
          --behaviour JSON          what the documents leave open, as PUT /_sandbox/behaviour takes it, such as
                                    '{"sites":{"defaultSize":20,"maximumSize":100,"pages":"honoured"}}'
        """;

    private const int DefaultPort = 5080;

    /// <exception cref="FormatException">An option is unknown, or its value is not usable.</exception>
    public static CommandLine Parse(string[] arguments)
    {
        SandboxOptions options = new() { Port = DefaultPort };
        for (int i = 0; i < arguments.Length; i++)
        {
            string[] parts = arguments[i].Split('=', 2);
            if (parts[0] is "--help" or "-h" or "-?")
            {
                return new CommandLine(options, WantsHelp: true);
            }

            string? value = parts.Length == 2 ? parts[1] : i + 1 < arguments.Length ? arguments[i + 1] : null;
            options = Apply(options, parts[0], value);
            i += parts.Length == 2 ? 0 : 1;
        }

        return new CommandLine(options, WantsHelp: false);
    }

    private static SandboxOptions Apply(SandboxOptions options, string name, string? value) => name switch
    {
        "--sites" => options with { Sites = Number(name, value, SandboxOptions.MaximumSites) },
        "--port" => options with { Port = Number(name, value, 65535) },
        "--requests-per-minute" => options with { RequestsPerMinute = Number(name, value, int.MaxValue) },
        "--token-lifetime" => options with { TokenLifetimeSeconds = Number(name, value, int.MaxValue) },
        "--behaviour" => options with { Behaviour = Behaviour(name, value) },
        _ => throw new FormatException($"Unknown option '{name}'."),
    };

    private static string Behaviour(string name, string? value)
    {
        try
        {
            ControlJson.ReadBehaviour(value ?? string.Empty);
            return value!;
        }
        catch (JsonException problem)
        {
            throw new FormatException($"{name} needs JSON: {problem.Message}", problem);
        }
    }

    private static int Number(string name, string? value, int highest) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number <= highest
            ? number
            : throw new FormatException($"{name} needs a whole number from 0 to {highest}, not '{value}'.");
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace PhotoShare.ServiceDefaults.Telemetry;

/// <summary>What the chosen console formatter writes (simple, systemd), looked through for secrets first.</summary>
internal sealed class RedactingConsoleFormatter(IServiceProvider services, RedactingConsoleFormatter.Choice choice) : ConsoleFormatter(Key)
{
    public const string Key = "redacting";

    /// <summary>Name of the formatter that lays the lines out.</summary>
    internal sealed class Choice
    {
        public string Name { get; set; } = ConsoleFormatterNames.Simple;
    }

    // Later than the constructor: this is one of the formatters itself.
    private readonly Lazy<ConsoleFormatter> formatter = new(() => services.GetServices<ConsoleFormatter>().First(known => known.Name == choice.Name));

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        using var lines = new StringWriter();
        formatter.Value.Write(logEntry, scopeProvider, lines);
        textWriter.Write(Secrets.Redact(lines.ToString(), logEntry.State as IEnumerable<KeyValuePair<string, object?>> ?? []));
    }
}

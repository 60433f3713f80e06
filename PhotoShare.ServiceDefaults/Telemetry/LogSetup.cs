using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace PhotoShare.ServiceDefaults.Telemetry;

/// <summary>Logs go to the console and, with the other telemetry, to OTLP, redacted on both ways; and nowhere else.</summary>
internal static class LogSetup
{
    /// <summary>
    /// Categories whose lower levels print whole requests or answers: targets with their query at Information ("Request starting … /callback?code=…"),
    /// Location and Set-Cookie headers at Trace.
    /// </summary>
    private static readonly (string Category, LogLevel Least)[] Talkative =
    [
        ("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning),
        ("Microsoft.AspNetCore.HttpLogging", LogLevel.Warning),
        ("Microsoft.AspNetCore.Http.Result", LogLevel.Warning),
        ("Microsoft.AspNetCore.Authentication", LogLevel.Information),
        ("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Information),
        ("System.Net.Http", LogLevel.Warning),
    ];

    public static void AddRedactedLogs(this IHostApplicationBuilder builder)
    {
        // Polly tells of every attempt at Information, of those that fail at Warning.
        builder.Logging.ClearProviders().AddFilter("Polly", LogLevel.Warning).AddConsole().AddOpenTelemetry(logging =>
        {
            logging.IncludeFormattedMessage = true;
            logging.IncludeScopes = false;
            logging.AddProcessor(new LogRedactionProcessor());
        });
        var choice = new RedactingConsoleFormatter.Choice();
        builder.Services.AddSingleton(choice);
        builder.Services.AddSingleton<ConsoleFormatter, RedactingConsoleFormatter>();
        builder.Services.AddSingleton<ConsoleFormatter, RedactingJsonFormatter>();
        // In Production a collector reads them; a setting still decides.
        var usual = builder.Environment.IsProduction() ? ConsoleFormatterNames.Json : ConsoleFormatterNames.Simple;
        builder.Services.PostConfigure<ConsoleLoggerOptions>(options =>
        {
            if (options.FormatterName is RedactingConsoleFormatter.Key or RedactingJsonFormatter.Key) return;
            choice.Name = options.FormatterName ?? usual;
            options.FormatterName = choice.Name == ConsoleFormatterNames.Json ? RedactingJsonFormatter.Key : RedactingConsoleFormatter.Key;
        });
        builder.Services.PostConfigure<LoggerFilterOptions>(QuietenTalkative);
    }

    /// <summary>Every rule gets the limits, whichever provider or category it is for, so that no setting lifts them.</summary>
    private static void QuietenTalkative(LoggerFilterOptions options)
    {
        // First, so that every other rule goes before it: it stands for "no rule".
        options.Rules.Insert(0, new LoggerFilterRule(providerName: null, categoryName: null, options.MinLevel, filter: null));
        for (var i = 0; i < options.Rules.Count; i++)
        {
            var rule = options.Rules[i];
            options.Rules[i] = new LoggerFilterRule(rule.ProviderName, rule.CategoryName, rule.LogLevel,
                (provider, category, level) => !IsTooTalkative(category, level) && (rule.Filter?.Invoke(provider, category, level) ?? true));
        }
    }

    private static bool IsTooTalkative(string? category, LogLevel level) =>
        Talkative.Any(talkative => level < talkative.Least && category?.StartsWith(talkative.Category, StringComparison.Ordinal) == true);
}

using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace PhotoShare.ServiceDefaults.Tests;

public sealed class LogTests
{
    [Theory]
    [InlineData("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Information)]
    [InlineData("Microsoft.AspNetCore.Authentication.OpenIdConnect.OpenIdConnectHandler", LogLevel.Trace)]
    [InlineData("System.Net.Http.HttpClient.realm.LogicalHandler", LogLevel.Trace)]
    public void No_setting_makes_the_framework_print_whole_requests(string category, LogLevel level)
    {
        using var host = Build(new()
        {
            ["Logging:LogLevel:Default"] = "Trace",
            [$"Logging:LogLevel:{category}"] = "Trace",
            ["Logging:Console:LogLevel:Default"] = "Trace",
            [$"Logging:Console:LogLevel:{category}"] = "Trace",
        });

        var loggers = host.Services.GetRequiredService<ILoggerFactory>();

        Assert.False(loggers.CreateLogger(category).IsEnabled(level));
        Assert.True(loggers.CreateLogger(category).IsEnabled(LogLevel.Warning));
        Assert.True(loggers.CreateLogger("PhotoShare.Api").IsEnabled(LogLevel.Trace));
    }

    [Fact]
    public void Levels_that_are_configured_hold()
    {
        using var host = Build(new() { ["Logging:LogLevel:Default"] = "Warning" });

        Assert.False(host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("PhotoShare.Api").IsEnabled(LogLevel.Information));
    }

    [Theory]
    [InlineData(null, "Development", false)]
    [InlineData("json", "Development", true)]
    [InlineData(null, "Production", true)]
    [InlineData("simple", "Production", false)]
    [InlineData("systemd", "Production", false)]
    public void The_console_shows_no_secret_whichever_formatter_is_chosen(string? formatter, string environment, bool isJson)
    {
        using var host = Build(new() { ["Logging:Console:FormatterName"] = formatter }, environment);
        var chosen = host.Services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName;
        var text = new StringBuilder();
        var entry = new LogEntry<string>(LogLevel.Error, "Test", default, "code=TOP-SECRET at http://a/cb?x=TOP-SECRET", new InvalidOperationException("Bearer TOP-SECRET"), (state, _) => state);

        using (var writer = new StringWriter(text))
            host.Services.GetServices<ConsoleFormatter>().Single(known => known.Name == chosen).Write(entry, null, writer);

        Assert.DoesNotContain("TOP-SECRET", text.ToString());
        Assert.Contains("code=* at http://a/cb?x=*", text.ToString());
        Assert.Equal(isJson, text[0] == '{');
    }

    private static IHost Build(Dictionary<string, string?> settings, string environment = "Production")
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = environment });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddServiceDefaults();
        return builder.Build();
    }
}

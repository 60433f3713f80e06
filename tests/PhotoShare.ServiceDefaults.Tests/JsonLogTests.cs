using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace PhotoShare.ServiceDefaults.Tests;

/// <summary>What a collector reads in Production.</summary>
public sealed class JsonLogTests
{
    [Fact]
    public void A_record_is_one_object_on_one_line()
    {
        var line = Line("Line one\nand \"two\" of {Album}", null, new("Album", "a-1"), new("Count", 3), new("Nothing", null), new("Count", 4));

        Assert.Equal(Environment.NewLine, line[^Environment.NewLine.Length..]);
        Assert.DoesNotContain('\n', line.TrimEnd());
        var json = JsonDocument.Parse(line).RootElement;
        Assert.Equal("Line one\nand \"two\" of {Album}", json.GetProperty("Message").GetString());
        Assert.Equal(("Error", "Test", 7), (json.GetProperty("LogLevel").GetString(), json.GetProperty("Category").GetString(), json.GetProperty("EventId").GetInt32()));
        Assert.Equal(("a-1", 4, JsonValueKind.Null), (State("Album").GetString(), State("Count").GetInt32(), State("Nothing").ValueKind));
        Assert.True(json.GetProperty("Timestamp").TryGetDateTimeOffset(out _));

        JsonElement State(string name) => json.GetProperty("State").GetProperty(name);
    }

    [Theory]
    [InlineData("{\"access_token\": \"TOP-SECRET\"}")]
    [InlineData("http://a/cb?code=TOP-SECRET&state=TOP-SECRET")]
    [InlineData("Authorization: Basic TOP-SECRET")]
    [InlineData("Set-Cookie: a=TOP-SECRET; path=/")]
    [InlineData("line one\nCookie: a=TOP-SECRET\nline three")]
    [InlineData("Bearer TOP-SECRET-0123456789")]
    public void No_secret_is_in_it_and_it_stays_an_object(string text)
    {
        var line = Line(text, new InvalidOperationException(text), new("Text", text), new("ClientSecret", "TOP-SECRET"));

        Assert.DoesNotContain("TOP-SECRET", line);
        var json = JsonDocument.Parse(line).RootElement;
        Assert.Contains("InvalidOperationException", json.GetProperty("Exception").GetString());
        Assert.Equal("*", json.GetProperty("State").GetProperty("ClientSecret").GetString());
    }

    private static string Line(string message, Exception? exception, params KeyValuePair<string, object?>[] values)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = "Production" });
        builder.AddServiceDefaults();
        using var host = builder.Build();
        var chosen = host.Services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName;
        using var text = new StringWriter();
        var entry = new LogEntry<IReadOnlyList<KeyValuePair<string, object?>>>(LogLevel.Error, "Test", 7, values, exception, (_, _) => message);
        host.Services.GetServices<ConsoleFormatter>().Single(known => known.Name == chosen).Write(entry, null, text);
        return text.ToString();
    }
}

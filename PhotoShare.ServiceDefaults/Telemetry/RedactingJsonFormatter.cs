using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace PhotoShare.ServiceDefaults.Telemetry;

/// <summary>
/// One JSON object a line, with the names that .NET's own formatter has. It is not that one looked through afterwards, as
/// <see cref="RedactingConsoleFormatter"/> is: a secret behind JSON's escapes looks like none, and what is cut out could take a quotation mark with it.
/// </summary>
internal sealed class RedactingJsonFormatter(TimeProvider clock) : ConsoleFormatter(Key)
{
    public const string Key = "redacting-json";

    // For collectors and people, not for a page: quotation marks and letters as they are.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var values = logEntry.State as IReadOnlyList<KeyValuePair<string, object?>> ?? [];
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("Timestamp", clock.GetUtcNow());
            json.WriteString("LogLevel", logEntry.LogLevel.ToString());
            json.WriteString("Category", logEntry.Category);
            json.WriteNumber("EventId", logEntry.EventId.Id);
            json.WriteString("Message", Secrets.Redact(logEntry.Formatter(logEntry.State, logEntry.Exception), values));
            if (logEntry.Exception is { } exception) json.WriteString("Exception", Secrets.Redact(exception.ToString()));
            if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } span)
            {
                json.WriteString("TraceId", span.TraceId.ToHexString());
                json.WriteString("SpanId", span.SpanId.ToHexString());
            }
            WriteState(json, values);
            json.WriteEndObject();
        }
        textWriter.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)));
    }

    private static void WriteState(Utf8JsonWriter json, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        json.WriteStartObject("State");
        // A name twice would make the object ambiguous: the last one counts.
        foreach (var (name, value) in values.GroupBy(value => value.Key).Select(same => same.Last()))
        {
            json.WritePropertyName(name);
            switch (value)
            {
                case null: json.WriteNullValue(); break;
                case bool boolean: json.WriteBooleanValue(boolean); break;
                case int number: json.WriteNumberValue(number); break;
                case long number: json.WriteNumberValue(number); break;
                case double number when double.IsFinite(number): json.WriteNumberValue(number); break;
                default: json.WriteStringValue(Secrets.IsNameOfOne(name) ? "*" : Secrets.Redact(value.ToString() ?? "")); break;
            }
        }
        json.WriteEndObject();
    }
}

using OpenTelemetry;
using OpenTelemetry.Logs;

namespace PhotoShare.ServiceDefaults.Telemetry;

/// <summary>Looks through every log record for secrets before it is exported: its text, its values, its exception.</summary>
public sealed class LogRedactionProcessor : BaseProcessor<LogRecord>
{
    public override void OnEnd(LogRecord data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.FormattedMessage is { } message) data.FormattedMessage = Secrets.Redact(message, data.Attributes ?? []);
        if (data.Body is { } body) data.Body = Secrets.Redact(body);

        var attributes = (data.Attributes ?? []).Select(Redacted);
        if (data.Exception is { } exception)
        {
            // The exporter would write the exception as it is; these are the same attributes, redacted.
            attributes = attributes.Concat(
            [
                new("exception.type", exception.GetType().FullName),
                new("exception.message", Secrets.Redact(exception.Message)),
                new("exception.stacktrace", Secrets.Redact(exception.ToString())),
            ]);
            data.Exception = null;
        }
        data.Attributes = [.. attributes];
    }

    private static KeyValuePair<string, object?> Redacted(KeyValuePair<string, object?> attribute) => attribute.Value switch
    {
        null or bool or int or long or double => attribute,
        // Anything else is exported as its text.
        var value => new(attribute.Key, Secrets.IsNameOfOne(attribute.Key) ? "*" : Secrets.Redact(value.ToString() ?? "")),
    };
}

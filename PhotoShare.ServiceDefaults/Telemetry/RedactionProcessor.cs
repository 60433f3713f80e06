using System.Diagnostics;
using OpenTelemetry;

namespace PhotoShare.ServiceDefaults.Telemetry;

/// <summary>
/// Takes every value out of query strings before a span leaves the process, and drops header and exception texts.
/// It does not rely on the instrumentation's own redaction, which Aspire's run mode switches off
/// (<c>OTEL_DOTNET_EXPERIMENTAL_*_DISABLE_URL_QUERY_REDACTION</c>).
/// </summary>
public sealed class RedactionProcessor : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        foreach (var (name, value) in data.TagObjects.ToArray())
        {
            if (value is string text && name is "url.query" or "url.full" or "http.url" or "http.target")
                data.SetTag(name, QueryNames.Only((string)value!));
            else if (name.StartsWith("http.request.header.", StringComparison.Ordinal)
                || name.StartsWith("http.response.header.", StringComparison.Ordinal)
                || name is "exception.message" or "exception.stacktrace")
                data.SetTag(name, null);
        }
    }
}

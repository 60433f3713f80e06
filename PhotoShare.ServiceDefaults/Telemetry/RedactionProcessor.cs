using System.Diagnostics;
using OpenTelemetry;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.ServiceDefaults.Telemetry;

/// <summary>
/// Takes every value out of query strings before a span leaves the process, drops headers and the words of exceptions, and looks through the rest for secrets.
/// What was sent and received in a hop leaves only as <see cref="HopParameters.MayLeave"/> lets it: by a list of what may be seen.
/// It does not rely on the instrumentation's own redaction, which Aspire's run mode switches off
/// (<c>OTEL_DOTNET_EXPERIMENTAL_*_DISABLE_URL_QUERY_REDACTION</c>). Events cannot be changed here: see <see cref="ExceptionRedaction"/>.
/// </summary>
public sealed class RedactionProcessor : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        ArgumentNullException.ThrowIfNull(data);
        foreach (var (name, value) in data.TagObjects.ToArray())
        {
            if (IsDropped(name, value)) data.SetTag(name, null);
            else if (value is string text && Redacted(name, text) is var redacted && redacted != text) data.SetTag(name, redacted);
        }
        data.DisplayName = Secrets.Redact(data.DisplayName);
        // A description is an exception's message more often than not; error.type says what kind it was.
        if (data.StatusDescription is not null) data.SetStatus(data.Status);
    }

    private static bool IsDropped(string name, object? value) =>
        ParameterOf(name) is { } parameter ? value is not string said || !HopParameters.MayLeave(parameter, said) : IsDropped(name);

    /// <returns><c>client_assertion.aud</c> for <c>oauth.hop.sent.client_assertion.aud</c>.</returns>
    private static string? ParameterOf(string name) =>
        name.StartsWith(HopAttributes.Sent, StringComparison.Ordinal) ? name[HopAttributes.Sent.Length..]
        : name.StartsWith(HopAttributes.Received, StringComparison.Ordinal) ? name[HopAttributes.Received.Length..]
        : null;

    private static bool IsDropped(string name) =>
        name.StartsWith("http.request.header.", StringComparison.Ordinal)
        || name.StartsWith("http.response.header.", StringComparison.Ordinal)
        || name is "exception.message" or "exception.stacktrace"
        || Secrets.IsNameOfOne(name);

    private static string Redacted(string name, string text) =>
        name is "url.query" or "url.full" or "http.url" or "http.target" ? QueryNames.Only(text) : Secrets.Redact(text);
}

using System.Text.Json;
using PhotoShare.OAuth;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Web.Watching;

/// <summary>What HTTP says about a hop, under OpenTelemetry's names for it, and the members of a JSON answer as they may be seen.</summary>
public static class HttpTags
{
    internal const string Method = "http.request.method", Url = "url.full", Status = "http.response.status_code";

    /// <summary>Without query and user information.</summary>
    public static HopSpan Asks(this HopSpan hop, HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        hop.Activity?.SetTag(Method, request.Method.Method)
            .SetTag(Url, request.RequestUri!.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped));
        return hop;
    }

    /// <summary>The parameters of a form. With a verifier the challenge that it answers (RFC 7636 section 4.6), which was sent before: whoever looks can see that they match.</summary>
    public static HopSpan AsksBy(this HopSpan hop, IEnumerable<KeyValuePair<string, string>> form)
    {
        ArgumentNullException.ThrowIfNull(form);
        foreach (var (name, value) in form)
        {
            hop.Sent(name, value);
            if (name == "code_verifier") hop.Sent("code_challenge", Pkce.Challenge(value));
        }
        return hop;
    }

    public static HopSpan Answers(this HopSpan hop, HttpResponseMessage response)
    {
        ArgumentNullException.ThrowIfNull(response);
        hop.Activity?.SetTag(Status, (int)response.StatusCode);
        return hop;
    }

    /// <summary>The members of an object that are a text, a number or a yes or no.</summary>
    public static HopSpan Answers(this HopSpan hop, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) return hop;
        foreach (var member in json.EnumerateObject())
        {
            if (member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False) Receive(hop, member);
        }
        return hop;
    }

    private static void Receive(HopSpan hop, JsonProperty member)
    {
        try
        {
            hop.Received(member.Name, member.Value.ToString());
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair is valid JSON and no text. What is only looked at must not fail what it looks at.
        }
    }
}

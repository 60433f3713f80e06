using System.Net;
using System.Text.RegularExpressions;

namespace PhotoShare.Web.Photos;

/// <summary>Reads how a resource server refused (RFC 6750 section 3): by its status and the challenge in <c>WWW-Authenticate</c>.</summary>
public static partial class BearerRefusal
{
    public static PhotoApiRefusal Read(HttpResponseMessage response)
    {
        ArgumentNullException.ThrowIfNull(response);
        var challenge = ChallengeOf(response);
        var error = Attribute(challenge, "error");
        var cause = $"The API answered {(int)response.StatusCode}{(error is null ? "" : $" {error}")}.";
        return response.StatusCode switch
        {
            HttpStatusCode.NotFound => new(PhotoApiRefusalKind.NotFound, cause),
            HttpStatusCode.Forbidden when error == "insufficient_scope" => new(PhotoApiRefusalKind.InsufficientScope, cause, Attribute(challenge, "scope")),
            // A second token in a row that it does not take: the connection as such is of no use.
            HttpStatusCode.Unauthorized => new(PhotoApiRefusalKind.ReconnectNeeded, cause),
            HttpStatusCode.GatewayTimeout => new(PhotoApiRefusalKind.Slow, cause),
            >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError and not HttpStatusCode.TooManyRequests => new(PhotoApiRefusalKind.BadRequest, cause),
            _ => new(PhotoApiRefusalKind.Down, cause),
        };
    }

    /// <summary>In one word, for telemetry: RFC 6750 section 3.1's <c>error</c>, or one of our own for a status that says no. None for success.</summary>
    public static string? ErrorOf(HttpResponseMessage response)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (response.StatusCode < HttpStatusCode.BadRequest) return null;
        return Attribute(ChallengeOf(response), "error") switch
        {
            "invalid_request" => "invalid_request",
            "invalid_token" => "invalid_token",
            "insufficient_scope" => "insufficient_scope",
            _ => $"status_{(int)response.StatusCode}",
        };
    }

    private static string ChallengeOf(HttpResponseMessage response) =>
        response.Headers.WwwAuthenticate.FirstOrDefault(header => header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))?.Parameter ?? "";

    // Values are error codes and scopes: no quotes, no backslashes (RFC 6750 section 3), and so none to unescape.
    private static string? Attribute(string challenge, string name) =>
        Attributes().Matches(challenge).FirstOrDefault(match => match.Groups["name"].Value.Equals(name, StringComparison.OrdinalIgnoreCase))?.Groups["value"].Value;

    [GeneratedRegex("""(?<name>[A-Za-z_]+)\s*=\s*"(?<value>[^"\\]{0,200})" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Attributes();
}

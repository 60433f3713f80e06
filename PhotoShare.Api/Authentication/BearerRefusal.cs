using System.Globalization;
using PhotoShare.Api.Hops;

namespace PhotoShare.Api.Authentication;

/// <summary>
/// A refusal as RFC 6750 section 3 words it: a status, and a challenge with an error code, except where no token was sent
/// (section 3.1: then the challenge says nothing more). The body is a Problem Details document.
/// </summary>
/// <param name="Description">For a developer: printable ASCII without quotation marks and backslashes (RFC 6750 section 3); never a part of the token.</param>
internal sealed record BearerRefusal(int Status, string? Error, string Description, string? Scope = null)
{
    /// <summary>Seconds after which to ask again when the realm could not be asked.</summary>
    private const int RetryAfter = 5;

    public static readonly BearerRefusal NoToken = new(StatusCodes.Status401Unauthorized, null,
        "This API needs an access token in the Authorization header.");

    public static readonly BearerRefusal Malformed = new(StatusCodes.Status400BadRequest, "invalid_request",
        "Send one access token, once, as Authorization: Bearer TOKEN.");

    public static readonly BearerRefusal Expired = new(StatusCodes.Status401Unauthorized, "invalid_token",
        "The access token expired.");

    public static readonly BearerRefusal Invalid = new(StatusCodes.Status401Unauthorized, "invalid_token",
        "The access token is malformed, revoked, or not meant for this API.");

    public static readonly BearerRefusal SenderBound = new(StatusCodes.Status401Unauthorized, "invalid_token",
        "The access token is bound to a key, so it cannot be used as a bearer token.");

    public static readonly BearerRefusal NotAPerson = new(StatusCodes.Status403Forbidden, "insufficient_scope",
        "The access token speaks for a client, and photos belong to people.");

    /// <summary>Not a refusal of the token: nobody could tell whether it still lives, and a guess is not good enough.</summary>
    public static readonly BearerRefusal RealmUnavailable = new(StatusCodes.Status503ServiceUnavailable, null,
        "The authorization server cannot be asked about this access token right now.");

    public static BearerRefusal InsufficientScope(string scope) => new(StatusCodes.Status403Forbidden, "insufficient_scope",
        "The access token does not carry the scope that this needs.", scope);

    /// <param name="realm">The protection space (RFC 9110 section 11.5).</param>
    public Task WriteAsync(HttpContext context, string realm)
    {
        // For who watches: of a request without a token there is nothing to tell.
        context.RequestServices.GetRequiredService<ApiHops>().Refused(context, Error ?? "realm_unavailable");
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        if (Status == StatusCodes.Status503ServiceUnavailable) headers.RetryAfter = RetryAfter.ToString(CultureInfo.InvariantCulture);
        else headers.WWWAuthenticate = Challenge(realm);

        // Written whatever Accept says: a refusal of a picture has no picture.
        return TypedResults.Problem(Description, statusCode: Status, title: Title,
            extensions: Error is null ? null : [new("error", Error), .. Scope is null ? [] : (KeyValuePair<string, object?>[])[new("scope", Scope)]]).ExecuteAsync(context);
    }

    private string Title => Status switch
    {
        StatusCodes.Status400BadRequest => "The access token was not sent as it should be.",
        StatusCodes.Status403Forbidden => "The access token does not allow this.",
        StatusCodes.Status503ServiceUnavailable => "Try again in a moment.",
        _ when Error is null => "An access token is needed.",
        _ => "The access token is not accepted.",
    };

    private string Challenge(string realm) => string.Join(", ", Parameters(realm));

    private IEnumerable<string> Parameters(string realm)
    {
        yield return $"Bearer realm=\"{realm}\"";
        if (Error is null) yield break;
        yield return $"error=\"{Error}\"";
        yield return $"error_description=\"{Description}\"";
        if (Scope is not null) yield return $"scope=\"{Scope}\"";
    }
}

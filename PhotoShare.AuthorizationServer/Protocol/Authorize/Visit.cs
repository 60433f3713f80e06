using OpenIddict.Abstractions;

namespace PhotoShare.AuthorizationServer.Protocol.Authorize;

/// <summary>One visit of the browser to the authorization endpoint.</summary>
/// <param name="RequestId">The id of the pending request.</param>
/// <param name="Request">The request, as it was pushed or kept.</param>
/// <param name="Session">Who is signed in, if anybody is.</param>
internal sealed record Visit(string RequestId, OpenIddictRequest Request, SignedIn? Session)
{
    /// <summary>The person whom the client expects: <c>sub</c> of <c>id_token_hint</c> (OpenID Connect Core section 3.1.2.1).</summary>
    public string? HintedSubject { get; init; }

    /// <summary>The answer to the consent page that this visit brings, if it does.</summary>
    public string? Decision { get; init; }
}

using System.Text.Json;
using PhotoShare.OAuth;
using PhotoShare.Web.Networks;

namespace PhotoShare.Web.Dance;

/// <summary>What an authorization server says of itself (RFC 8414 section 2, OpenID Connect Discovery section 3).</summary>
public sealed record ServerMetadata
{
    public required Uri AuthorizationEndpoint { get; init; }
    public required Uri TokenEndpoint { get; init; }
    public Uri? PushedAuthorizationRequestEndpoint { get; init; }
    public bool RequirePushedAuthorizationRequests { get; init; }
    public Uri? RevocationEndpoint { get; init; }
    public Uri? UserInfoEndpoint { get; init; }
    public Uri? JwksUri { get; init; }

    /// <summary>Every response carries <c>iss</c> (RFC 9207 section 3): one without it is not from this server.</summary>
    public bool AuthorizationResponseIssParameterSupported { get; init; }

    /// <returns>The metadata, or what is wrong with it.</returns>
    public static DanceResult<ServerMetadata> Parse(JsonElement json, Network network)
    {
        // RFC 8414 section 3.3: to the letter, or somebody else's endpoints get our code.
        if (json.Text("issuer") != network.Issuer) return new Refusal(DanceProblem.AnswerNotTrusted, "The metadata names another issuer than the configured one.");
        Uri? Endpoint(string name) => Uri.TryCreate(json.Text(name), UriKind.Absolute, out var address)
            && BackChannelAddress.MayBeNamed(network.Issuer, network.MetadataAddress, address) ? address : null;

        // The browser goes there: by https wherever the issuer is.
        if (Endpoint("authorization_endpoint") is not { } authorization || authorization.Scheme != Uri.UriSchemeHttps && network.Issuer.StartsWith("https:", StringComparison.Ordinal) || Endpoint("token_endpoint") is not { } token)
            return new Refusal(DanceProblem.ServerUnavailable, "The metadata names no authorization_endpoint or no token_endpoint.");
        return new ServerMetadata
        {
            AuthorizationEndpoint = authorization,
            TokenEndpoint = token,
            PushedAuthorizationRequestEndpoint = Endpoint("pushed_authorization_request_endpoint"),
            RequirePushedAuthorizationRequests = json.Says("require_pushed_authorization_requests"),
            // Keycloak names its public address for this one alone; read inside its own network, it is called there like the others.
            RevocationEndpoint = Endpoint("revocation_endpoint") is { } revocation ? BackChannelAddress.WhereRead(network.Issuer, network.MetadataAddress, revocation) : null,
            UserInfoEndpoint = Endpoint("userinfo_endpoint"),
            JwksUri = Endpoint("jwks_uri"),
            AuthorizationResponseIssParameterSupported = json.Says("authorization_response_iss_parameter_supported"),
        };
    }
}

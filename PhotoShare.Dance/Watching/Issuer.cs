using System.Text.Json;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Watching;

/// <summary>An authorization server that is not ours, and what its discovery document says of it.</summary>
internal sealed class Issuer(Uri address)
{
    private static readonly (string Name, HopStep Step)[] Named =
    [
        ("authorization_endpoint", HopSteps.AuthorizationRequest),
        ("pushed_authorization_request_endpoint", HopSteps.PushedRequest),
        ("token_endpoint", HopSteps.TokenRequest),
        ("userinfo_endpoint", HopSteps.UserInfo),
        ("jwks_uri", HopSteps.KeySet),
        ("introspection_endpoint", HopSteps.Introspection),
        ("revocation_endpoint", HopSteps.Revocation),
        ("end_session_endpoint", HopSteps.SignOut),
    ];

    private volatile Endpoint[] endpoints = [.. Documents(address).Select(document => new Endpoint(document, HopSteps.Discovery))];
    private volatile string? problem = "not read yet";

    /// <summary>As it was given: an issuer is compared as a string, up to a slash at the end that was typed too much.</summary>
    public string Name { get; } = address.OriginalString;

    /// <summary>Who it is in the pictures: the last word of its path, as Keycloak's realms have it, else its host.</summary>
    public Party Party { get; } = Party.AuthorizationServer(address.Segments[^1].Trim('/') is { Length: > 0 } last ? last : address.Host);

    /// <summary>Why its document has not been read; none once it has.</summary>
    public string? Problem => problem;

    public IReadOnlyList<Endpoint> Endpoints => endpoints;

    /// <summary>Where it describes itself: OpenID Connect Discovery section 4, then RFC 8414 section 3.1.</summary>
    public static IReadOnlyList<Uri> Documents(Uri issuer)
    {
        var path = issuer.AbsolutePath.TrimEnd('/');
        var host = issuer.GetLeftPart(UriPartial.Authority);
        return [new($"{host}{path}/.well-known/openid-configuration"), new($"{host}/.well-known/oauth-authorization-server{path}")];
    }

    /// <summary>Takes the document in. What names another issuer says nothing of this one (RFC 8414 section 3.3).</summary>
    public bool Take(JsonElement document)
    {
        if (document.ValueKind != JsonValueKind.Object || Text(document, "issuer") is not { } said) return Fail("its discovery document names no issuer");
        if (said.TrimEnd('/') != Name.TrimEnd('/')) return Fail("its discovery document is another issuer's");
        endpoints =
        [
            .. Documents(address).Select(one => new Endpoint(one, HopSteps.Discovery)),
            .. Named.Select(pair => (Url: Text(document, pair.Name), pair.Step))
                .Where(pair => Uri.TryCreate(pair.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
                .Select(pair => new Endpoint(new Uri(pair.Url!), pair.Step)),
        ];
        problem = null;
        return true;
    }

    public bool Fail(string why)
    {
        problem = why;
        return false;
    }

    private static string? Text(JsonElement document, string name) =>
        document.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PhotoShare.AuthorizationServer.Hops;
using PhotoShare.AuthorizationServer.Protocol.Clients;
using PhotoShare.AuthorizationServer.Realms;

namespace PhotoShare.AuthorizationServer.Brokering;

/// <summary>Validates ID tokens of identity providers (OpenID Connect Core section 3.1.3.7).</summary>
/// <remarks>Not checked: <c>at_hash</c>, which is optional in the code flow, where both tokens come over the same connection.</remarks>
internal sealed class IdTokens(ClientKeys keys, TimeProvider time)
{
    /// <summary>Asymmetric algorithms only: never <c>none</c>, and never a MAC under a public key (RFC 8725 section 2.1).</summary>
    private static readonly string[] Algorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSha256];

    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    /// <summary>The person whom the token names.</summary>
    /// <exception cref="ProviderException">The token fails a check.</exception>
    public async Task<ProviderPerson> ReadAsync(IdentityProvider provider, string idToken, string nonce, CancellationToken cancellationToken)
    {
        if (!Handler.CanReadToken(idToken)) throw new ProviderException("the ID token can't be read");
        var skew = TimeSpan.FromSeconds(int.Parse(provider.Config.GetValueOrDefault("allowedClockSkew", "10"), System.Globalization.CultureInfo.InvariantCulture));
        var result = await Handler.ValidateTokenAsync(idToken, new TokenValidationParameters
        {
            ValidIssuer = provider.Config["issuer"],
            ValidAudience = provider.Config["clientId"],
            ValidAlgorithms = Algorithms,
            IssuerSigningKeys = await KeysAsync(provider, idToken, cancellationToken),
            LifetimeValidator = (notBefore, expires, _, _) => expires > time.GetUtcNow().UtcDateTime - skew && (notBefore ?? DateTime.MinValue) <= time.GetUtcNow().UtcDateTime + skew,
        });
        if (!result.IsValid) throw new ProviderException($"the ID token is not valid ({result.Exception?.GetType().Name})");

        var token = (JsonWebToken)result.SecurityToken;
        if (Claim(token, "nonce") != nonce) throw new ProviderException("the ID token belongs to another sign-in (nonce)");
        // Made for us and others: then it must say that it was made at our request.
        if ((token.Audiences.Count() > 1 || Claim(token, "azp") is not null) && Claim(token, "azp") != provider.Config["clientId"])
            throw new ProviderException("the ID token was made for another client (azp)");
        if (Claim(token, "sub") is not { Length: > 0 and <= 255 } subject) throw new ProviderException("the ID token names nobody (sub)");
        return ProviderPerson.Of(token.Issuer, subject, JsonSerializer.SerializeToElement(Payload(token)));
    }

    private async Task<IReadOnlyList<SecurityKey>> KeysAsync(IdentityProvider provider, string idToken, CancellationToken cancellationToken)
    {
        var keyId = Handler.ReadJsonWebToken(idToken).Kid;
        var found = await keys.FindAsync(provider.Config["jwksUrl"], RealmHops.Provider(provider), string.IsNullOrEmpty(keyId) ? null : keyId, cancellationToken);
        return found.Count > 0 ? found : throw new ProviderException("the provider has no such key");
    }

    private static string? Claim(JsonWebToken token, string name) => token.TryGetPayloadValue(name, out string? value) ? value : null;

    private static JsonElement Payload(JsonWebToken token) => JsonDocument.Parse(Base64UrlEncoder.Decode(token.EncodedPayload)).RootElement;
}

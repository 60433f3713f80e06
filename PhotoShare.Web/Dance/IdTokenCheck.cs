using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PhotoShare.Web.Networks;

namespace PhotoShare.Web.Dance;

/// <summary>Checks an ID token as OpenID Connect Core section 3.1.3.7 says, and more strictly where that leaves room.</summary>
public sealed class IdTokenCheck(Discovery discovery, TimeProvider clock)
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(10);

    /// <returns>The token's claims; refused is one without signature, of another type, issuer, audience or nonce, or out of its time.</returns>
    public async Task<DanceResult<JsonWebToken>> CheckAsync(Network network, Transaction transaction, string idToken, CancellationToken cancellationToken)
    {
        var handler = new JsonWebTokenHandler { MapInboundClaims = false };
        if (!handler.CanReadToken(idToken)) return Refused("it is no JWT");
        var unverified = handler.ReadJsonWebToken(idToken);
        if (!network.IdTokenAlgorithms.Contains(unverified.Alg)) return Refused("its algorithm is not one of IdTokenAlgorithms");
        if (!(await discovery.KeyAsync(network, unverified.Kid, cancellationToken)).TryGet(out var key, out var refusal)) return refusal;

        var result = await handler.ValidateTokenAsync(idToken, new TokenValidationParameters
        {
            ValidIssuer = network.Issuer,
            ValidAudience = network.ClientId,
            ValidAlgorithms = network.IdTokenAlgorithms,
            // A logout token or an access token of the same server is signed with the same key (RFC 8725 section 3.11).
            ValidTypes = ["JWT"],
            IssuerSigningKey = key,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            TryAllIssuerSigningKeys = false,
            ClockSkew = ClockSkew,
            LifetimeValidator = IsInItsTime,
        });
        if (!result.IsValid) return Refused(result.Exception.GetType().Name);
        var token = (JsonWebToken)result.SecurityToken;
        // Made for us alone: what other audiences do with it is beyond us.
        if (token.Audiences.Count() != 1) return Refused("it has other audiences, too");
        if (!Same(token.TryGetPayloadValue<string>("nonce", out var nonce) ? nonce : "", transaction.Nonce)) return Refused("its nonce is not the one of this dance");
        return string.IsNullOrEmpty(token.Subject) || token.Subject.Any(char.IsControl) ? Refused("it names no subject") : token;
    }

    private bool IsInItsTime(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return expires is { } end && end + ClockSkew > now && (notBefore is not { } start || start - ClockSkew <= now);
    }

    private static bool Same(string one, string other) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private static Refusal Refused(string why) => new(DanceProblem.AnswerNotTrusted, $"The ID token was refused: {why}.");
}

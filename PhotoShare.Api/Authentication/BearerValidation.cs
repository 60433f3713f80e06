using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace PhotoShare.Api.Authentication;

/// <summary>The local half of validation: what can be told from the token and the realm's keys alone.</summary>
internal static class BearerValidation
{
    /// <summary>The algorithms of FAPI 2.0 section 5.4.1 that our realms sign with. RS256 is left out, and HMAC and none with it (threat 31).</summary>
    public static readonly string[] Algorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSsaPssSha256];

    /// <summary>RFC 9068 section 4: nothing but an access token, so that an ID token is none (threat 33).</summary>
    private static readonly string[] Types = ["at+jwt", "application/at+jwt"];

    public static void Configure(JwtBearerOptions bearer, IOptions<ApiOptions> options, RealmMetadata realm)
    {
        // No Authority: RealmMetadata holds the keys and bounds how often they are fetched.
        bearer.MapInboundClaims = false;
        bearer.IncludeErrorDetails = false;
        bearer.SaveToken = false;
        bearer.EventsType = typeof(BearerEvents);
        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = options.Value.Issuer,
            ValidAudience = options.Value.Audience,
            ValidAlgorithms = Algorithms,
            ValidTypes = Types,
            // Only a key of this realm that the token names; key material or addresses in its header (jwk, jku, x5u) are never looked at (threat 32).
            IssuerSigningKeyResolver = (_, _, keyId, _) => realm.Keys(keyId),
            TryAllIssuerSigningKeys = false,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ClockSkew = TimeSpan.FromSeconds(10),
            NameClaimType = "sub",
        };
    }
}

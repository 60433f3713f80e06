using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PhotoShare.OAuth;

/// <summary>The signed assertion by which a client proves who it is: <c>private_key_jwt</c> (RFC 7523 section 2.2, OpenID Connect Core section 9).</summary>
public static class ClientAssertion
{
    /// <summary>The value of <c>client_assertion_type</c>.</summary>
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <summary>An explicit type, so that no other token passes for an assertion (RFC 8725 section 3.11).</summary>
    public const string TokenType = "client-authentication+jwt";

    /// <summary>How long an assertion may be used: one minute, for it is made for one request.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    /// <summary>Makes an assertion for one request: each has its own <c>jti</c>.</summary>
    /// <param name="clientId">The client: issuer and subject.</param>
    /// <param name="issuer">The authorization server's issuer, the only audience: an endpoint's address there would let one server replay it at another.</param>
    /// <param name="credentials">The client's key.</param>
    /// <param name="now">The time of issue.</param>
    public static string Create(string clientId, string issuer, SigningCredentials credentials, DateTimeOffset now)
    {
        var descriptor = new SecurityTokenDescriptor
        {
            TokenType = TokenType,
            Issuer = clientId,
            Audience = issuer,
            IssuedAt = now.UtcDateTime,
            Expires = now.Add(Lifetime).UtcDateTime,
            Claims = new Dictionary<string, object>
            {
                [JwtRegisteredClaimNames.Sub] = clientId,
                [JwtRegisteredClaimNames.Jti] = RandomValue.Create(),
            },
            SigningCredentials = credentials,
        };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }
}

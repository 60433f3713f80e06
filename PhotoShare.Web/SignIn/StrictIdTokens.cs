using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PhotoShare.Web.SignIn;

/// <summary>
/// Refuses an ID token without a signature. The OpenID Connect handler of ASP.NET Core 10 allows <c>alg: none</c> for a token
/// from the token endpoint (OpenID Connect Core section 3.1.3.7 permits that; RFC 9700 and we don't).
/// </summary>
public sealed class StrictIdTokens : JsonWebTokenHandler
{
    public override Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var strict = validationParameters.Clone();
        strict.RequireSignedTokens = true;
        return base.ValidateTokenAsync(token, strict);
    }
}

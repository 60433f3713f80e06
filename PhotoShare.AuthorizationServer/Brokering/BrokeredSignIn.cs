using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.OAuth;

namespace PhotoShare.AuthorizationServer.Brokering;

/// <summary>One sign-in at an identity provider, between its start and its callback.</summary>
/// <param name="State">Names the sign-in in the front channel (RFC 6749 section 10.12).</param>
/// <param name="Nonce">Comes back in the ID token (OpenID Connect Core section 3.1.2.1).</param>
/// <param name="CodeVerifier">Redeems the code, together with it only (RFC 7636).</param>
/// <param name="Continue">Where the browser goes on; checked when the sign-in began.</param>
/// <param name="ExpiresAt">When it is too late to come back.</param>
internal sealed record BrokeredSignIn(string State, string Nonce, string CodeVerifier, string Continue, DateTimeOffset ExpiresAt)
{
    /// <summary>How long a person may take at the identity provider.</summary>
    public static readonly TimeSpan TimeToReturn = TimeSpan.FromMinutes(15);

    public static BrokeredSignIn Create(string next, DateTimeOffset now) => new(RandomValue.Create(), RandomValue.Create(), Pkce.CreateVerifier(), next, now + TimeToReturn);
}

/// <summary>Keeps a <see cref="BrokeredSignIn"/> in the browser that began it, in an encrypted cookie that only its callback gets: no other browser can end it.</summary>
internal sealed class BrokeredSignIns(IDataProtectionProvider protection, CurrentRealm current, TimeProvider time)
{
    /// <summary>Begins a sign-in in this browser.</summary>
    public BrokeredSignIn Begin(HttpContext context, string alias, string next)
    {
        var signIn = BrokeredSignIn.Create(next, time.GetUtcNow());
        context.Response.Cookies.Append(CookieName(signIn.State), Protector(alias).Protect(JsonSerializer.Serialize(signIn)), Cookie(context, alias, BrokeredSignIn.TimeToReturn));
        return signIn;
    }

    /// <summary>Takes the sign-in of that <c>state</c> out of the browser, so that its callback works once.</summary>
    /// <returns><see langword="null"/> if this browser began none, or too long ago, or at another provider.</returns>
    public BrokeredSignIn? Take(HttpContext context, string alias, string state)
    {
        var name = CookieName(state);
        if (context.Request.Cookies[name] is not { } cookie) return null;
        context.Response.Cookies.Delete(name, Cookie(context, alias, null));
        try
        {
            var signIn = JsonSerializer.Deserialize<BrokeredSignIn>(Protector(alias).Unprotect(cookie));
            return signIn?.State == state && time.GetUtcNow() < signIn.ExpiresAt ? signIn : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // One cookie for each sign-in: several tabs don't disturb each other.
    private static string CookieName(string state) => $"broker.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state)))[..16]}";

    private IDataProtector Protector(string alias) => protection.CreateProtector("brokered sign-in", current.Value.Name, alias);

    private static CookieOptions Cookie(HttpContext context, string alias, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        // Lax: the provider's redirect comes from another site.
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        Path = $"{context.Request.PathBase}{BrokerEndpoints.CallbackPath(alias)}",
        MaxAge = lifetime,
    };
}

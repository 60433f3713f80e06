using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using PhotoShare.AuthorizationServer.Accounts;
using PhotoShare.AuthorizationServer.Hosting;

namespace PhotoShare.AuthorizationServer.SignIn;

/// <summary>Remembers that a browser signed in to an account once, so that strangers' guessing doesn't slow its owner down.</summary>
/// <remarks>The cookie proves nothing else: it signs nobody in. It names one account, and belongs to one realm.</remarks>
internal sealed class TrustedDevice(IDataProtectionProvider protection, CurrentRealm current, TimeProvider time)
{
    private const string CookieName = "device";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(180);

    /// <summary>The source of a try to sign in to an account; <paramref name="account"/> is <see langword="null"/> if there is none of that name.</summary>
    public SignInSource SourceOf(HttpContext context, Account? account) =>
        account is not null && Read(context) is [var id, var owner] && owner == account.Id
            ? new SignInSource(id, IsTrusted: true)
            : new SignInSource(context.Connection.RemoteIpAddress?.ToString() ?? "unknown", IsTrusted: false);

    /// <summary>Remembers the browser after a sign-in with the right password.</summary>
    public void Remember(HttpContext context, Account account)
    {
        if (Read(context) is [_, var owner] && owner == account.Id) return;
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        context.Response.Cookies.Append(CookieName, Protector.Protect($"{id} {account.Id}"), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            Path = context.Request.PathBase,
            Expires = time.GetUtcNow() + Lifetime,
        });
    }

    private IDataProtector Protector => protection.CreateProtector("trusted device", current.Value.Name);

    private string[]? Read(HttpContext context)
    {
        if (context.Request.Cookies[CookieName] is not { } cookie) return null;
        try
        {
            return Protector.Unprotect(cookie).Split(' ');
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

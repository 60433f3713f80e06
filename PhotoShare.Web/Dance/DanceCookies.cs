using System.Security.Cryptography;
using System.Text;
using PhotoShare.Web.Networks;
using PhotoShare.Web.SignIn;

namespace PhotoShare.Web.Dance;

/// <summary>A cookie for each dance under way, seen by its callback only: the answer must come back to the browser that began.</summary>
public sealed class DanceCookies(PublicUrl publicUrl)
{
    public void Set(HttpContext context, Network network, BegunDance begun)
    {
        context.Response.Cookies.Append(Name(begun.State), begun.Browser, Options(network, TransactionStore.Lifetime));
    }

    /// <summary>Reads and deletes it: an answer counts once.</summary>
    public string? Take(HttpContext context, Network network, string state)
    {
        var name = Name(state);
        if (context.Request.Cookies[name] is not { } value) return null;
        context.Response.Cookies.Delete(name, Options(network, maxAge: null));
        return value;
    }

    private CookieOptions Options(Network network, TimeSpan? maxAge) => new()
    {
        Path = DanceEndpoints.CallbackPath(network.Id),
        HttpOnly = true,
        Secure = publicUrl.IsHttps,
        // Lax: the answer comes by a navigation across sites.
        SameSite = SameSiteMode.Lax,
        MaxAge = maxAge,
    };

    private string Name(string state) => publicUrl.PathCookieName($"dance-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state)).AsSpan(0, 8))}");
}

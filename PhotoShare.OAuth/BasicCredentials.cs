using System.Net.Http.Headers;
using System.Text;

namespace PhotoShare.OAuth;

/// <summary>A client's id and secret in HTTP Basic.</summary>
public static class BasicCredentials
{
    /// <summary>
    /// The <c>Authorization</c> header. Both parts are form-encoded first (RFC 6749 section 2.3.1), which matters as soon as
    /// a client's id is a URI or a secret has a plus sign.
    /// </summary>
    public static AuthenticationHeaderValue Header(string clientId, string clientSecret) =>
        new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{FormEncode(clientId)}:{FormEncode(clientSecret)}")));

    // application/x-www-form-urlencoded differs from percent-encoding in the space alone.
    private static string FormEncode(string value) => Uri.EscapeDataString(value).Replace("%20", "+", StringComparison.Ordinal);
}

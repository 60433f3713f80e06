using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace PhotoShare.Dance.Receiving;

/// <summary>Who may send spans: whoever has the key; where no key is set, loopback. Never a browser: a page could send from any person's machine.</summary>
internal sealed class SenderCheck(IOptions<DanceOptions> options)
{
    public const string KeyHeader = "x-otlp-api-key";

    private static readonly string[] OfBrowsers = ["Origin", "Sec-Fetch-Site", "Sec-Fetch-Mode", "Sec-Fetch-Dest"];

    // Hashes are of one length, so that not even the key's length shows in the time.
    private readonly byte[]? expected = string.IsNullOrEmpty(options.Value.OtlpKey) ? null : Hash(options.Value.OtlpKey);

    /// <returns>None for a sender who may; else the status: 401 or 403.</returns>
    public int? Refusal(HttpContext context)
    {
        if (OfBrowsers.Any(context.Request.Headers.ContainsKey)) return StatusCodes.Status403Forbidden;
        if (expected is null) return IsLoopback(context.Connection.RemoteIpAddress) ? null : StatusCodes.Status401Unauthorized;
        var given = context.Request.Headers[KeyHeader];
        return given.Count == 1 && CryptographicOperations.FixedTimeEquals(Hash(given[0] ?? ""), expected) ? null : StatusCodes.Status401Unauthorized;
    }

    private static bool IsLoopback(IPAddress? address) => address is not null && IPAddress.IsLoopback(address);

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}

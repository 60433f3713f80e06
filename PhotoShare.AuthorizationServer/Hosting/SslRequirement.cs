using System.Net;
using System.Net.Sockets;
using PhotoShare.AuthorizationServer.Layout;

namespace PhotoShare.AuthorizationServer.Hosting;

/// <summary>Answers only over https where the realm's <c>sslRequired</c> says so: <c>all</c>, <c>external</c> (all but local addresses; the default), or <c>none</c>.</summary>
/// <remarks>What counts as https is the public address: TLS may end at a proxy.</remarks>
internal sealed class SslRequirement(RequestDelegate next, CurrentRealm current, PublicAddress address)
{
    public Task InvokeAsync(HttpContext context)
    {
        var isAllowed = current.OrNone is not { } realm || address.Scheme == Uri.UriSchemeHttps || realm.SslRequired switch
        {
            "none" => true,
            "external" => IsLocal(context.Connection.RemoteIpAddress),
            _ => false,
        };
        return isAllowed ? next(context) : new ErrorModel("This needs a safe connection", $"{current.Value.DisplayName} answers over https only, and this server has no such address.")
        {
            Realm = current.Value,
            Detail = context.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment() ? $"sslRequired is {current.Value.SslRequired}, and --public-url is {address.Url}" : null,
        }.ToResult(StatusCodes.Status403Forbidden).ExecuteAsync(context);
    }

    // Without an address it came from this very process.
    private static bool IsLocal(IPAddress? remote)
    {
        var ip = remote is { IsIPv4MappedToIPv6: true } ? remote.MapToIPv4() : remote;
        return ip is null || IPAddress.IsLoopback(ip) || (ip.AddressFamily == AddressFamily.InterNetworkV6
            ? ip.IsIPv6LinkLocal || ip.IsIPv6UniqueLocal
            : ip.GetAddressBytes() is [10, ..] or [172, >= 16 and < 32, ..] or [192, 168, ..] or [169, 254, ..]);
    }
}

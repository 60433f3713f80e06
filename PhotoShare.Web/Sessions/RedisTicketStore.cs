using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using PhotoShare.OAuth;
using StackExchange.Redis;

namespace PhotoShare.Web.Sessions;

/// <summary>
/// Keeps sessions on the server: the cookie holds a handle and nothing else. The store knows the handle's hash only, and
/// the ticket is encrypted, so that who reads Redis can neither take over a session nor read one.
/// </summary>
public sealed class RedisTicketStore(IConnectionMultiplexer redis, IDataProtectionProvider protection, TimeProvider clock) : ITicketStore
{
    private readonly IDataProtector protector = protection.CreateProtector("PhotoShare.Web.Sessions.Ticket", "v1");

    /// <summary>A new handle for each sign-in, so that none can be planted beforehand.</summary>
    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var handle = RandomValue.Create();
        await RenewAsync(handle, ticket);
        return handle;
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        var expires = ticket.Properties.ExpiresUtc ?? clock.GetUtcNow() + SessionCookie.Lifetime;
        return redis.GetDatabase().StringSetAsync(RedisKey(key), protector.Protect(TicketSerializer.Default.Serialize(ticket)), expires - clock.GetUtcNow());
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        var stored = (byte[]?)await redis.GetDatabase().StringGetAsync(RedisKey(key));
        return stored is null ? null : TicketSerializer.Default.Deserialize(protector.Unprotect(stored));
    }

    public Task RemoveAsync(string key) => redis.GetDatabase().KeyDeleteAsync(RedisKey(key));

    private static string RedisKey(string handle) => $"web:session:{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(handle)))}";
}

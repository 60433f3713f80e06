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
public sealed partial class RedisTicketStore(IConnectionMultiplexer redis, IDataProtectionProvider protection, TimeProvider clock, ILogger<RedisTicketStore> logger) : ITicketStore
{
    /// <summary>How Redis begins its refusal to store more (<c>maxmemory-policy noeviction</c>).</summary>
    public const string NoRoom = "OOM ";

    private readonly IDataProtector protector = protection.CreateProtector("PhotoShare.Web.Sessions.Ticket", "v1");

    /// <summary>A new handle for each sign-in, so that none can be planted beforehand.</summary>
    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var handle = RandomValue.Create();
        await SaveAsync(handle, ticket);
        return handle;
    }

    /// <summary>Lengthens a session. Without room for that it goes on as long as it was to go on anyway; the next request tries again.</summary>
    public async Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        try
        {
            await SaveAsync(key, ticket);
        }
        catch (RedisServerException e) when (e.Message.StartsWith(NoRoom, StringComparison.Ordinal))
        {
            Log.NotRenewed(logger);
        }
    }

    private async Task SaveAsync(string key, AuthenticationTicket ticket)
    {
        var expires = ticket.Properties.ExpiresUtc ?? clock.GetUtcNow() + SessionCookie.Lifetime;
        await redis.GetDatabase().StringSetAsync(RedisKey(key), protector.Protect(TicketSerializer.Default.Serialize(ticket)), expires - clock.GetUtcNow());
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        var stored = (byte[]?)await redis.GetDatabase().StringGetAsync(RedisKey(key));
        return stored is null ? null : TicketSerializer.Default.Deserialize(protector.Unprotect(stored));
    }

    public Task RemoveAsync(string key) => redis.GetDatabase().KeyDeleteAsync(RedisKey(key));

    private static string RedisKey(string handle) => $"web:session:{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(handle)))}";

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Redis has no room to lengthen a session: give it more memory (maxmemory).")]
        public static partial void NotRenewed(ILogger logger);
    }
}

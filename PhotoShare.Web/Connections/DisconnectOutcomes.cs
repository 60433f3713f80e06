using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using StackExchange.Redis;

namespace PhotoShare.Web.Connections;

/// <summary>Remembers what came of a disconnect until its page was read, for the page comes after a redirect.</summary>
public sealed class DisconnectOutcomes(IConnectionMultiplexer redis)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    public Task SaveAsync(string personId, DisconnectOutcome outcome)
    {
        return redis.GetDatabase().StringSetAsync(Key(personId, outcome.Network.Id), JsonSerializer.SerializeToUtf8Bytes(outcome), Remembered);
    }

    public async Task<DisconnectOutcome?> FindAsync(string personId, string network) =>
        (byte[]?)await redis.GetDatabase().StringGetAsync(Key(personId, network)) is { } stored ? JsonSerializer.Deserialize<DisconnectOutcome>(stored) : null;

    private static string Key(string personId, string network) => $"web:disconnected:{network}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(personId)))}";
}

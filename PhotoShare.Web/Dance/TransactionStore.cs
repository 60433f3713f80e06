using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using StackExchange.Redis;

namespace PhotoShare.Web.Dance;

/// <summary>Keeps the dances under way in Redis, encrypted, for as long as a person may think. Losing one costs a press on Connect.</summary>
public sealed class TransactionStore(IConnectionMultiplexer redis, IDataProtectionProvider protection)
{
    /// <summary>How long the person may take at the network.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly IDataProtector protector = protection.CreateProtector("PhotoShare.Web.Dance.Transaction", "v1");

    public Task SaveAsync(string state, Transaction transaction) =>
        redis.GetDatabase().StringSetAsync(Key(state), protector.Protect(JsonSerializer.SerializeToUtf8Bytes(transaction)), Lifetime);

    /// <summary>Takes a transaction out: each <c>state</c> is good for one answer, right or wrong, on whichever instance it arrives.</summary>
    public async Task<Transaction?> TakeAsync(string state)
    {
        var stored = (byte[]?)await redis.GetDatabase().StringGetDeleteAsync(Key(state));
        return stored is null ? null : JsonSerializer.Deserialize<Transaction>(protector.Unprotect(stored));
    }

    private static string Key(string state) => $"web:dance:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state)))}";
}

using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using PhotoShare.Web.Data;

namespace PhotoShare.Web.Keys;

/// <summary>Web's signing keys (ES256): one at a time for all instances, in the database, encrypted.</summary>
public sealed class SigningKeys(IDbContextFactory<WebDatabase> databases, IDataProtectionProvider protection, TimeProvider clock) : IDisposable
{
    private readonly IDataProtector protector = protection.CreateProtector("PhotoShare.Web.Keys.SigningKey", "v1");
    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile Remembered? remembered;

    /// <summary>The key that signs now.</summary>
    public async Task<SigningCredentials> CurrentAsync(CancellationToken cancellationToken)
    {
        var keys = await ReadAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var current = keys.Last(key => key.SignsFrom <= now);
        return new SigningCredentials(current.Key, SecurityAlgorithms.EcdsaSha256);
    }

    /// <summary>All that a server may need: the key that signs, the one that will, and those whose last assertions may still be under way.</summary>
    public async Task<IReadOnlyList<ECDsaSecurityKey>> PublishedAsync(CancellationToken cancellationToken) =>
        [.. (await ReadAsync(cancellationToken)).Select(key => key.Key)];

    /// <summary>Makes the first or the next key when its time has come, and deletes what nobody needs any more. Safe on several instances at once.</summary>
    public async Task RotateAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var keys = await database.SigningKeys.OrderBy(key => key.Generation).ToListAsync(cancellationToken);

        var made = Due(keys.LastOrDefault(), now);
        if (made is not null) database.Add(made);
        var old = keys.Zip(keys.Skip(1)).Where(pair => pair.Second.SignsFrom + SigningKeyLife.KeptAfter <= now).Select(pair => pair.First).ToList();
        database.RemoveRange(old);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Another instance did the same first (the generation is the table's key), and its keys are read next; or nobody did, and that is an error.
            database.ChangeTracker.Clear();
            var generations = await database.SigningKeys.Select(key => key.Generation).ToListAsync(cancellationToken);
            if (made is not null ? !generations.Contains(made.Generation) : old.TrueForAll(key => generations.Contains(key.Generation))) throw;
        }
        remembered = null;
    }

    public void Dispose() => reading.Dispose();

    private async Task<IReadOnlyList<LoadedKey>> ReadAsync(CancellationToken cancellationToken)
    {
        if (remembered is { } known && known.Until > clock.GetUtcNow()) return known.Keys;
        await reading.WaitAsync(cancellationToken);
        try
        {
            if (remembered is { } meanwhile && meanwhile.Until > clock.GetUtcNow()) return meanwhile.Keys;
            await using var database = await databases.CreateDbContextAsync(cancellationToken);
            var stored = await database.SigningKeys.AsNoTracking().OrderBy(key => key.Generation).ToListAsync(cancellationToken);
            var keys = stored.ConvertAll(Load);
            remembered = new Remembered(keys, clock.GetUtcNow() + SigningKeyLife.Remembered);
            return keys;
        }
        finally
        {
            reading.Release();
        }
    }

    // None if the newest key has its time before it.
    private SigningKey? Due(SigningKey? newest, DateTimeOffset now) =>
        newest is null ? Make(generation: 1, signsFrom: now)
        : newest.SignsFrom + SigningKeyLife.Signs - SigningKeyLife.PublishedAhead > now ? null
        : Make(newest.Generation + 1, Later(newest.SignsFrom + SigningKeyLife.Signs, now + SigningKeyLife.PublishedAhead));

    private SigningKey Make(int generation, DateTimeOffset signsFrom)
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new SigningKey
        {
            Generation = generation,
            KeyId = Base64UrlEncoder.Encode(new ECDsaSecurityKey(ecdsa).ComputeJwkThumbprint()),
            SignsFrom = signsFrom,
            ProtectedPrivateKey = protector.Protect(ecdsa.ExportPkcs8PrivateKey()),
        };
    }

    // Keys are imported once and kept: an import for each signature costs more than the signature.
    private LoadedKey Load(SigningKey stored)
    {
        var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(protector.Unprotect(stored.ProtectedPrivateKey), out _);
        return new LoadedKey(new ECDsaSecurityKey(ecdsa) { KeyId = stored.KeyId }, stored.SignsFrom);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private sealed record LoadedKey(ECDsaSecurityKey Key, DateTimeOffset SignsFrom);

    private sealed record Remembered(IReadOnlyList<LoadedKey> Keys, DateTimeOffset Until);
}

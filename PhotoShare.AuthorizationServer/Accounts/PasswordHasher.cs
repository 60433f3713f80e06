using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace PhotoShare.AuthorizationServer.Accounts;

/// <summary>Hashes and checks passwords by Argon2id with Keycloak's parameters: 5 iterations, 7168 KiB, parallelism 1, 32 bytes.</summary>
public static class PasswordHasher
{
    /// <summary>The longest password that is looked at, in characters: hashing must not be a way to keep the server busy.</summary>
    public const int MaxLength = 1024;

    // The hash of nobody's password: checking against it takes as long as checking a real one.
    private static readonly PasswordHash Nobody = Hash(Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>Hashes a password with a salt of its own.</summary>
    public static PasswordHash Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var empty = new PasswordHash { Value = [.. new byte[32]], Salt = [.. salt] };
        return empty with { Value = [.. Derive(password, empty)] };
    }

    /// <summary>Whether the password is the one of the hash. Takes the same time without a hash, so that nobody learns who has an account.</summary>
    public static bool Verify(string password, PasswordHash? expected)
    {
        var against = expected ?? Nobody;
        var same = CryptographicOperations.FixedTimeEquals(Derive(password, against), against.Value.AsSpan());
        return same && expected is not null;
    }

    private static byte[] Derive(string password, PasswordHash hash)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(password.Length, MaxLength);
        var parameters = new Argon2Parameters
        {
            DegreeOfParallelism = 1,
            MemorySize = hash.MemoryKibibytes,
            NumberOfPasses = hash.Iterations,
        };
        // NSec takes a string as UTF-16; Keycloak, like everybody else, hashes its UTF-8.
        return new Argon2id(parameters).DeriveBytes(Encoding.UTF8.GetBytes(password), hash.Salt.AsSpan(), hash.Value.Length);
    }
}

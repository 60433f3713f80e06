using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using PhotoShare.AuthorizationServer.Realms;

namespace PhotoShare.AuthorizationServer.Storage;

/// <summary>The keys of one realm, imported once and kept: importing costs more than signing.</summary>
/// <param name="Signing">Signs tokens, by the realm's <c>defaultSignatureAlgorithm</c>.</param>
/// <param name="Encryption">Encrypts what only this realm reads again.</param>
internal sealed record RealmKeys(SigningCredentials Signing, EncryptingCredentials Encryption)
{
    /// <summary>Reads the realm's keys, making those that are not there yet.</summary>
    /// <exception cref="NotSupportedException">The realm's algorithm is not served.</exception>
    public static async Task<RealmKeys> LoadAsync(Realm realm, RealmDatabase database, CancellationToken cancellationToken)
    {
        var keys = await database.Set<RealmKey>().AsNoTracking().ToListAsync(cancellationToken);
        var signing = keys.Find(key => key.Use == realm.DefaultSignatureAlgorithm) ?? Add(CreateSigning(realm.DefaultSignatureAlgorithm));
        var encryption = keys.Find(key => key.Use == RealmKey.Encryption) ?? Add(CreateEncryption());
        await database.SaveChangesAsync(cancellationToken);
        return new RealmKeys(Import(signing), new EncryptingCredentials(
            new SymmetricSecurityKey(encryption.Material) { KeyId = encryption.Id }, SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512));

        RealmKey Add(RealmKey key) => database.Add(key).Entity;
    }

    private static RealmKey CreateSigning(string algorithm)
    {
        using AsymmetricAlgorithm key = algorithm switch
        {
            SecurityAlgorithms.EcdsaSha256 => ECDsa.Create(ECCurve.NamedCurves.nistP256),
            SecurityAlgorithms.RsaSha256 or SecurityAlgorithms.RsaSsaPssSha256 => RSA.Create(2048),
            _ => throw new NotSupportedException($"defaultSignatureAlgorithm {algorithm} is not served: choose ES256, PS256 or RS256"),
        };
        return new RealmKey { Id = NewId(), Use = algorithm, Material = key.ExportPkcs8PrivateKey() };
    }

    private static RealmKey CreateEncryption() => new() { Id = NewId(), Use = RealmKey.Encryption, Material = RandomNumberGenerator.GetBytes(32) };

    private static SigningCredentials Import(RealmKey key)
    {
        if (key.Use == SecurityAlgorithms.EcdsaSha256)
        {
            var ecdsa = ECDsa.Create();
            ecdsa.ImportPkcs8PrivateKey(key.Material, out _);
            return new SigningCredentials(new ECDsaSecurityKey(ecdsa) { KeyId = key.Id }, key.Use);
        }

        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(key.Material, out _);
        return new SigningCredentials(new RsaSecurityKey(rsa) { KeyId = key.Id }, key.Use);
    }

    private static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
}

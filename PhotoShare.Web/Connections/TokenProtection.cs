using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace PhotoShare.Web.Connections;

/// <summary>Encrypts tokens at rest, for one row each: a ciphertext copied to another row can't be read there.</summary>
public sealed class TokenProtection(IDataProtectionProvider protection)
{
    private const string Purpose = "PhotoShare.Web.Connections.Tokens";

    public byte[] Protect(Guid row, TokenSet tokens) => ProtectorOf(row).Protect(JsonSerializer.SerializeToUtf8Bytes(tokens));

    /// <exception cref="System.Security.Cryptography.CryptographicException">It was made for another row, or with keys that are gone.</exception>
    public TokenSet Unprotect(Guid row, byte[] tokens) => JsonSerializer.Deserialize<TokenSet>(ProtectorOf(row).Unprotect(tokens))!;

    private IDataProtector ProtectorOf(Guid row) => protection.CreateProtector(Purpose, row.ToString());
}

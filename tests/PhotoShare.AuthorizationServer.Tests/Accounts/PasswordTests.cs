using System.Text.Json;
using PhotoShare.AuthorizationServer.Accounts;

namespace PhotoShare.AuthorizationServer.Tests.Accounts;

public sealed class PasswordTests
{
    private const string Data = """{"hashIterations":5,"algorithm":"argon2","additionalParameters":{"hashLength":["32"],"memory":["7168"],"type":["id"],"version":["1.3"],"parallelism":["1"]}}""";

    [Fact]
    public void Password_is_verified_by_its_own_hash_only()
    {
        var hash = PasswordHasher.Hash("correct horse");
        Assert.True(PasswordHasher.Verify("correct horse", hash));
        Assert.False(PasswordHasher.Verify("correct horse ", hash));
        Assert.False(PasswordHasher.Verify("", hash));
    }

    /// <summary>Made by BouncyCastle's Argon2BytesGenerator, which is what Keycloak 26 hashes with, with Keycloak's parameters.</summary>
    [Fact]
    public void Hash_that_Keycloak_made_is_verified()
    {
        var hash = PasswordHash.Parse(Data, """{"value":"M+caB4+yugfp8JMXP55TseF7SGQpDBcSbFBsY/w/WVM=","salt":"AQIDBAUGBwgJCgsMDQ4PEA==","additionalParameters":{}}""");
        Assert.True(PasswordHasher.Verify("pässwörd für Ada", hash));
        Assert.False(PasswordHasher.Verify("passwörd für Ada", hash));
    }

    [Fact]
    public void Nobody_has_no_password() => Assert.False(PasswordHasher.Verify("anything", null));

    [Fact]
    public void Same_password_is_hashed_with_another_salt() =>
        Assert.NotEqual(PasswordHasher.Hash("same").Salt.ToArray(), PasswordHasher.Hash("same").Salt.ToArray());

    [Theory]
    [InlineData("\"argon2\"", "\"pbkdf2-sha512\"")]
    [InlineData("[\"id\"]", "[\"i\"]")]
    [InlineData("[\"1.3\"]", "[\"1.0\"]")]
    [InlineData("\"parallelism\":[\"1\"]", "\"parallelism\":[\"4\"]")]
    [InlineData("[\"32\"]", "[\"64\"]")]
    [InlineData("[\"7168\"]", "[\"99999999\"]")]
    [InlineData("\"hashIterations\":5", "\"hashIterations\":0")]
    [InlineData("{", "nonsense")]
    public void Credential_that_Keycloak_does_not_make_with_Argon2id_is_refused(string part, string other) =>
        Assert.Throws<FormatException>(() => PasswordHash.Parse(Data.Replace(part, other, StringComparison.Ordinal), Secret(new byte[32], new byte[16])));

    internal static string Secret(byte[] hash, byte[] salt) =>
        JsonSerializer.Serialize(new { value = hash, salt, additionalParameters = new { } });
}

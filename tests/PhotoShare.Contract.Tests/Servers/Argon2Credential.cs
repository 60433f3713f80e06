using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using NSec.Cryptography;

namespace PhotoShare.Contract.Tests.Servers;

/// <summary>A password as Keycloak keeps it: Argon2id with the parameters of Keycloak 26 (5 passes, 7 MiB, one lane, 32 bytes).</summary>
internal static class Argon2Credential
{
    private const int Passes = 5;
    private const int KiB = 7168;

    public static JsonObject Of(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var parameters = new Argon2Parameters { DegreeOfParallelism = 1, MemorySize = KiB, NumberOfPasses = Passes };
        var hash = PasswordBasedKeyDerivationAlgorithm.Argon2id(parameters).DeriveBytes(Encoding.UTF8.GetBytes(password), salt, 32);
        return new JsonObject
        {
            ["type"] = "password",
            ["credentialData"] = $$$"""{"hashIterations":{{{Passes}}},"algorithm":"argon2","additionalParameters":{"hashLength":["32"],"memory":["{{{KiB}}}"],"type":["id"],"version":["1.3"],"parallelism":["1"]}}""",
            ["secretData"] = $$$"""{"value":"{{{Convert.ToBase64String(hash)}}}","salt":"{{{Convert.ToBase64String(salt)}}}","additionalParameters":{}}""",
        };
    }
}

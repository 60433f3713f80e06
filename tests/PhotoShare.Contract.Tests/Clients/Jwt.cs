using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace PhotoShare.Contract.Tests.Clients;

/// <summary>Looks into a JWT without checking it.</summary>
internal static class Jwt
{
    public static JsonObject Header(string jwt) => Part(jwt, 0);

    public static JsonObject Claims(string jwt) => Part(jwt, 1);

    private static JsonObject Part(string jwt, int index) => JsonNode.Parse(Base64UrlEncoder.Decode(jwt.Split('.')[index]))!.AsObject();
}

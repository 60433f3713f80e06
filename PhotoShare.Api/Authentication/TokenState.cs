using System.Text.Json.Serialization;

namespace PhotoShare.Api.Authentication;

/// <summary>What the realm says of a token (RFC 7662 section 2.2): as much of it as this API looks at.</summary>
internal sealed record TokenState(
    [property: JsonPropertyName("active"), JsonRequired] bool Active,
    [property: JsonPropertyName("sub")] string? Subject,
    [property: JsonPropertyName("client_id")] string? ClientId,
    [property: JsonPropertyName("username")] string? UserName);

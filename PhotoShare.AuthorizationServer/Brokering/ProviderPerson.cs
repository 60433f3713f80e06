using System.Collections.Immutable;
using System.Text.Json;

namespace PhotoShare.AuthorizationServer.Brokering;

/// <summary>A person, as an identity provider describes them.</summary>
/// <param name="Issuer">The provider's <c>iss</c>.</param>
/// <param name="Subject">The person's <c>sub</c> there: with the issuer, the only thing that says who it is.</param>
/// <param name="Claims">What else the provider says.</param>
internal sealed record ProviderPerson(string Issuer, string Subject, ImmutableDictionary<string, JsonElement> Claims)
{
    private const int MaxLength = 255;

    public static ProviderPerson Of(string issuer, string subject, JsonElement claims) =>
        new ProviderPerson(issuer, subject, ImmutableDictionary<string, JsonElement>.Empty).With(claims);

    /// <summary>The person with further claims; later ones win.</summary>
    public ProviderPerson With(JsonElement claims) =>
        this with { Claims = Claims.SetItems(claims.EnumerateObject().Select(claim => KeyValuePair.Create(claim.Name, claim.Value.Clone()))) };

    /// <summary>A claim's text; <see langword="null"/> if there is none, or too long a one.</summary>
    public string? Text(string claim) =>
        Claims.TryGetValue(claim, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= MaxLength } text ? text : null;

    /// <summary>Whether a claim is <c>true</c>.</summary>
    public bool Says(string claim) => Claims.TryGetValue(claim, out var value) && value.ValueKind == JsonValueKind.True;
}

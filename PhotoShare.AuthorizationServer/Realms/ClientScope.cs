using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace PhotoShare.AuthorizationServer.Realms;

/// <summary>A scope (RFC 6749 section 3.3) with its consent text and the claims that it brings.</summary>
public sealed record ClientScope
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public ImmutableDictionary<string, string> Attributes { get; init; } = ImmutableDictionary<string, string>.Empty;

    public ImmutableArray<ProtocolMapper> ProtocolMappers { get; init; } = [];

    /// <summary>Whether the person is asked about this scope: <c>display.on.consent.screen</c>. Keycloak's default is <see langword="true"/>.</summary>
    [JsonIgnore]
    public bool DisplayOnConsentScreen => Attributes.GetValueOrDefault("display.on.consent.screen", "true") == "true";

    /// <summary>What the person is asked: <c>consent.screen.text</c>, or the scope's name.</summary>
    [JsonIgnore]
    public string ConsentText => Attributes.GetValueOrDefault("consent.screen.text") is { Length: > 0 } text ? text : Name;

    /// <summary>Whether a token's <c>scope</c> names it: <c>include.in.token.scope</c>. Keycloak's default is <see langword="true"/>.</summary>
    [JsonIgnore]
    public bool IncludeInTokenScope => Attributes.GetValueOrDefault("include.in.token.scope", "true") == "true";

    /// <summary>Its place on the consent page, lowest first: <c>gui.order</c>; without one, last.</summary>
    [JsonIgnore]
    public int GuiOrder =>
        int.TryParse(Attributes.GetValueOrDefault("gui.order"), CultureInfo.InvariantCulture, out var order) ? order : int.MaxValue;
}

/// <summary>Puts something into a token: an audience, an attribute, a fixed value.</summary>
/// <param name="Name">A name for people.</param>
/// <param name="Type">Keycloak's kind of mapper, such as <c>oidc-audience-mapper</c>.</param>
public sealed record ProtocolMapper(string Name, [property: JsonPropertyName("protocolMapper")] string Type)
{
    public ImmutableDictionary<string, string> Config { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Whether the setting of that name is <c>true</c>.</summary>
    public bool Has(string setting) => Config.GetValueOrDefault(setting) == "true";
}

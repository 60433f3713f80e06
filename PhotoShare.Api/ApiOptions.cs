namespace PhotoShare.Api;

/// <summary>
/// What makes this instance the photo API of one network. The program is the same for all of them, so nothing here has a default:
/// an API that guessed its realm would trust the wrong one.
/// </summary>
internal sealed class ApiOptions
{
    /// <summary>The network's id, such as <c>friendbook</c>; also the <c>realm</c> in a <c>WWW-Authenticate</c> header.</summary>
    public string Network { get; set; } = "";

    /// <summary>The one issuer whose tokens are taken, to the letter, such as <c>http://127.0.0.1:8080/realms/friendbook</c>.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>What a token's <c>aud</c> must hold, and the client id with which this API introspects, such as <c>friendbook-api</c>.</summary>
    public string Audience { get; set; } = "";

    /// <summary>Where the discovery document is read, if that is not <c>{Issuer}/.well-known/openid-configuration</c>: an address inside the network.</summary>
    public string? MetadataAddress { get; set; }

    /// <summary>The folder of this network's photos, and of its database if that is SQLite; made if it is not there. All instances of the network's API share it.</summary>
    public string DataDirectory { get; set; } = "";

    public IntrospectionOptions Introspection { get; set; } = new();

    public string DiscoveryAddress => string.IsNullOrWhiteSpace(MetadataAddress) ? Issuer.TrimEnd('/') + "/.well-known/openid-configuration" : MetadataAddress;

    internal sealed class IntrospectionOptions
    {
        /// <summary>The secret of the client <see cref="Audience"/> at the realm.</summary>
        public string ClientSecret { get; set; } = "";
    }
}

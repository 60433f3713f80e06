using Microsoft.Extensions.Options;

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

    /// <summary>This instance's own folder for its database and photos; made if it is not there.</summary>
    public string DataDirectory { get; set; } = "";

    public IntrospectionOptions Introspection { get; set; } = new();

    public string DiscoveryAddress => string.IsNullOrWhiteSpace(MetadataAddress) ? Issuer.TrimEnd('/') + "/.well-known/openid-configuration" : MetadataAddress;

    internal sealed class IntrospectionOptions
    {
        /// <summary>The secret of the client <see cref="Audience"/> at the realm.</summary>
        public string ClientSecret { get; set; } = "";
    }
}

/// <summary>Names every key that is missing or wrong, all at once, before anything listens.</summary>
internal sealed class ApiOptionsValidator(IHostEnvironment environment) : IValidateOptions<ApiOptions>
{
    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        string?[] problems =
        [
            options.Network.Length > 0 && options.Network.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
                ? null : "Set Network to the network's id in lower case, such as friendbook.",
            IsIssuer(options.Issuer)
                ? null : "Set Issuer to the realm's issuer, such as https://login.example/realms/friendbook: an https URL without query or fragment (http on loopback or in Development).",
            string.IsNullOrWhiteSpace(options.Audience)
                ? "Set Audience to what a token's aud must hold, such as friendbook-api." : null,
            string.IsNullOrWhiteSpace(options.MetadataAddress) || IsHttp(options.MetadataAddress)
                ? null : "Set MetadataAddress to an http or https URL, or leave it out.",
            string.IsNullOrWhiteSpace(options.DataDirectory)
                ? "Set DataDirectory to a folder of this instance's own." : null,
            string.IsNullOrWhiteSpace(options.Introspection.ClientSecret)
                ? "Set Introspection:ClientSecret to the secret of the client that is named by Audience." : null,
        ];
        var found = problems.OfType<string>().ToArray();
        return found.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }

    private bool IsIssuer(string value) =>
        IsHttp(value) && new Uri(value) is { Query: "", Fragment: "" } uri && (uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback || environment.IsDevelopment());

    private static bool IsHttp(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}

using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using PhotoShare.OAuth;

namespace PhotoShare.Web.SignIn;

/// <summary>
/// Refuses what the handler does not look at: a discovery document of another issuer (OpenID Connect Discovery section 4.3), and one that
/// would send credentials or browsers to an address without TLS beyond the own network.
/// </summary>
public sealed class TrustedMetadata(SignInServer server) : IConfigurationValidator<OpenIdConnectConfiguration>
{
    public ConfigurationValidationResult Validate(OpenIdConnectConfiguration configuration)
    {
        if (configuration.Issuer != server.Issuer) return Refused("The discovery document names another issuer than SignIn:Issuer.");
        string[] back = [configuration.TokenEndpoint, configuration.PushedAuthorizationRequestEndpoint, configuration.UserInfoEndpoint, configuration.JwksUri];
        if (!Array.TrueForAll(back, endpoint => BackChannelAddress.MayBeNamed(server.Issuer, server.MetadataAddress, endpoint)))
            return Refused("The discovery document names an endpoint by http that is not where SignIn:MetadataAddress is.");
        string[] front = [configuration.AuthorizationEndpoint, configuration.EndSessionEndpoint];
        var scheme = new Uri(server.Issuer).Scheme;
        return scheme == Uri.UriSchemeHttps && Array.Exists(front, endpoint => endpoint?.StartsWith("http:", StringComparison.OrdinalIgnoreCase) == true)
            ? Refused("The discovery document would send browsers to an http address.")
            : new ConfigurationValidationResult { Succeeded = true };
    }

    private static ConfigurationValidationResult Refused(string why) => new() { ErrorMessage = why };
}

using PhotoShare.OAuth;
using PhotoShare.Web.Keys;
using PhotoShare.Web.Networks;

namespace PhotoShare.Web.Dance;

/// <summary>Says who we are on the back channel, in the one way that the network was set up for (RFC 6749 section 2.3: never two).</summary>
public sealed class ClientAuthentication(SigningKeys keys, TimeProvider clock)
{
    public async Task ApplyAsync(Network network, HttpRequestMessage request, Dictionary<string, string> form, CancellationToken cancellationToken)
    {
        switch (network.ClientAuthentication)
        {
            case ClientAuthenticationMethod.PrivateKeyJwt:
                form["client_id"] = network.ClientId;
                form["client_assertion_type"] = ClientAssertion.Type;
                form["client_assertion"] = ClientAssertion.Create(network.ClientId, network.Issuer, await keys.CurrentAsync(cancellationToken), clock.GetUtcNow());
                break;
            case ClientAuthenticationMethod.ClientSecretBasic:
                request.Headers.Authorization = BasicCredentials.Header(network.ClientId, network.ClientSecret!);
                break;
            case ClientAuthenticationMethod.ClientSecretPost:
                form["client_id"] = network.ClientId;
                form["client_secret"] = network.ClientSecret!;
                break;
            default:
                throw new InvalidOperationException($"No case for {network.ClientAuthentication}.");
        }
    }

    /// <summary>The method's registered name (OpenID Connect Core section 9).</summary>
    public static string NameOf(ClientAuthenticationMethod method) => method switch
    {
        ClientAuthenticationMethod.PrivateKeyJwt => "private_key_jwt",
        ClientAuthenticationMethod.ClientSecretBasic => "client_secret_basic",
        ClientAuthenticationMethod.ClientSecretPost => "client_secret_post",
        _ => throw new InvalidOperationException($"No case for {method}."),
    };
}

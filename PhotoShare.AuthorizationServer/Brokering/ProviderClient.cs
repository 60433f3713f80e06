using System.Text.Json;
using Microsoft.AspNetCore.Http.Extensions;
using PhotoShare.AuthorizationServer.Hops;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Realms;
using PhotoShare.AuthorizationServer.Storage;
using PhotoShare.OAuth;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.AuthorizationServer.Brokering;

/// <summary>The realm as a client of its identity provider: authorization code flow with PKCE, S256 (OpenID Connect Core section 3.1, RFC 7636).</summary>
internal sealed partial class ProviderClient(
    IHttpClientFactory http, IdTokens idTokens, RealmStores stores, CurrentRealm current, PublicAddress address, TimeProvider time, RealmHops hops, ILogger<ProviderClient> log)
{
    /// <summary>The name of the HTTP client that calls identity providers.</summary>
    public const string HttpClientName = "identity-provider";

    /// <summary>Where the browser is sent to sign in.</summary>
    public string AuthorizationUrl(IdentityProvider provider, BrokeredSignIn signIn) => provider.Config["authorizationUrl"] + new QueryBuilder
    {
        { "response_type", "code" },
        { "client_id", provider.Config["clientId"] },
        { "redirect_uri", RedirectUri(provider) },
        { "scope", provider.Config.GetValueOrDefault("defaultScope", "openid") },
        { "state", signIn.State },
        { "nonce", signIn.Nonce },
        { "code_challenge", Pkce.Challenge(signIn.CodeVerifier) },
        { "code_challenge_method", Pkce.Method },
    };

    /// <summary>Turns the provider's answer into the person, or says why there is none.</summary>
    public async Task<ProviderAnswer> RedeemAsync(IdentityProvider provider, BrokeredSignIn signIn, CallbackParameters callback, CancellationToken cancellationToken)
    {
        try
        {
            // Before anything is sent anywhere (RFC 9207 section 2.4). Keycloak's settings don't say whether a provider always sends
            // it: what keeps providers apart where one doesn't is that each has its own redirect URI.
            if (callback.Issuer is not null && callback.Issuer != provider.Config["issuer"]) throw new ProviderException("the answer names another issuer (iss)");
            if (callback.Error is "access_denied") return new ProviderAnswer.SaidNo();
            if (callback.Error is not null) throw new ProviderException("the provider answered with an error");
            if (callback.Code is not { Length: > 0 } code) throw new ProviderException("the answer has no code");

            using var tokens = await PostAsync(provider, code, signIn.CodeVerifier, cancellationToken);
            var person = await idTokens.ReadAsync(provider, Text(tokens, "id_token"), signIn.Nonce, cancellationToken);
            return new ProviderAnswer.Person(await WithUserInfoAsync(provider, person, Text(tokens, "access_token"), cancellationToken));
        }
        catch (Exception exception) when (exception is ProviderException or JsonException)
        {
            var reason = exception is ProviderException ? exception.Message : "the provider's answer is no JSON";
            Log.Failed(log, current.Value.Name, provider.Alias, reason);
            return new ProviderAnswer.Failed(reason);
        }
    }

    private string RedirectUri(IdentityProvider provider) => address.Issuer(current.Value) + BrokerEndpoints.CallbackPath(provider.Alias);

    private async Task<JsonDocument> PostAsync(IdentityProvider provider, string code, string verifier, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = RedirectUri(provider),
            ["code_verifier"] = verifier,
            ["client_id"] = provider.Config["clientId"],
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, provider.Config["tokenUrl"]);
        Authenticate(provider, form, request);
        request.Content = new FormUrlEncodedContent(form);
        using var hop = hops.Ask(HopSteps.TokenRequest, RealmHops.Provider(provider)).Sent(form).Sent("authentication", provider.Config["clientAuthMethod"]);
        // Never repeated: a code can be redeemed once (RFC 6749 section 4.1.2).
        return await SendAsync(request, "token", hop, cancellationToken);
    }

    private void Authenticate(IdentityProvider provider, Dictionary<string, string> form, HttpRequestMessage request)
    {
        var clientId = provider.Config["clientId"];
        switch (provider.Config["clientAuthMethod"])
        {
            case "private_key_jwt":
                // Signed by the realm's own key, which the provider finds at this realm's certs endpoint.
                var audience = provider.Config.GetValueOrDefault("clientAssertionAudience") ?? provider.Config["issuer"];
                form["client_assertion_type"] = ClientAssertion.Type;
                form["client_assertion"] = ClientAssertion.Create(clientId, audience, stores.Keys(current.Value).Signing, time.GetUtcNow());
                break;
            case "client_secret_basic":
                request.Headers.Authorization = BasicCredentials.Header(clientId, provider.Config["clientSecret"]);
                form.Remove("client_id");
                break;
            default:
                form["client_secret"] = provider.Config["clientSecret"];
                break;
        }
    }

    private async Task<ProviderPerson> WithUserInfoAsync(IdentityProvider provider, ProviderPerson person, string accessToken, CancellationToken cancellationToken)
    {
        if (provider.Config.GetValueOrDefault("disableUserInfo") == "true" || provider.Config.GetValueOrDefault("userInfoUrl") is not { } url) return person;
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Authorization = new("Bearer", accessToken);
        using var hop = hops.Ask(HopSteps.UserInfo, RealmHops.Provider(provider)).Sent("access_token", accessToken);
        using var info = await SendAsync(request, "userinfo", hop, cancellationToken);
        // OpenID Connect Core section 5.3.2: without this check, another's token could bring another's claims.
        if (Text(info, "sub") != person.Subject) throw new ProviderException("userinfo speaks of somebody else (sub)");
        return person.With(info.RootElement);
    }

    private async Task<JsonDocument> SendAsync(HttpRequestMessage request, string endpoint, HopSpan hop, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.CreateClient(HttpClientName).SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                hop.Refused("refused");
                throw new ProviderException($"the provider's {endpoint} endpoint answered {(int)response.StatusCode}");
            }
            var answer = JsonDocument.Parse(await response.Content.ReadAsStreamAsync(cancellationToken));
            hop.Received(RealmHops.Members(answer.RootElement));
            return answer;
        }
        // Whatever the network, its time limit or its circuit breaker throw: each has exceptions of its own.
        catch (Exception exception) when (exception is not (ProviderException or JsonException) && !cancellationToken.IsCancellationRequested)
        {
            hop.Refused("unreachable");
            throw new ProviderException($"the provider's {endpoint} endpoint can't be reached ({exception.GetType().Name})");
        }
    }

    private static string Text(JsonDocument json, string name) =>
        json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new ProviderException($"the provider's answer has no {name}");

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Sign-in to realm {Realm} by identity provider {Alias} failed: {Reason}")]
        public static partial void Failed(ILogger logger, string realm, string alias, string reason);
    }
}

/// <summary>What came of a sign-in at an identity provider.</summary>
internal abstract record ProviderAnswer
{
    public sealed record Person(ProviderPerson Value) : ProviderAnswer;

    public sealed record SaidNo : ProviderAnswer;

    /// <param name="Reason">For developers; without any value that came from outside.</param>
    public sealed record Failed(string Reason) : ProviderAnswer;
}

/// <summary>The provider's answer can't be trusted or understood. The message names the check, never a value.</summary>
internal sealed class ProviderException(string message) : Exception(message);

using System.Net;
using System.Text.Json.Nodes;
using PhotoShare.Contract.Tests.Clients;
using PhotoShare.Contract.Tests.Servers;
using PhotoShare.OAuth;

namespace PhotoShare.Contract.Tests;

/// <summary>How clients prove who they are (RFC 7521, RFC 7523, OIDC Core section 9; threats 18, 19, 51).</summary>
public abstract class ClientAuthenticationTests(AuthorizationServerUnderTest server) : ContractTests(server)
{
    public sealed class OnKeycloak(KeycloakServer server) : ClientAuthenticationTests(server);

    public sealed class OnEmbedded(EmbeddedServer server) : ClientAuthenticationTests(server);

    [Theory]
    [InlineData(null)]
    [InlineData("JWT")]
    [InlineData("client-authentication+jwt")]
    public async Task An_assertion_is_taken_whatever_type_it_names(string? type)
    {
        var assertion = Connecting().Assertion();
        if (type is not null) assertion.Header["typ"] = type;
        (await PushAsync(assertion)).Succeeded();
    }

    [Fact]
    public async Task An_assertion_for_the_token_endpoint_instead_of_the_issuer_is_refused() =>
        await RefusedAsync(async assertion => assertion.Claims["aud"] = (await Server.EndpointAsync("friendbook", "token_endpoint")).ToString());

    [Fact]
    public async Task An_assertion_for_the_endpoint_for_pushed_requests_instead_of_the_issuer_is_refused() =>
        await RefusedAsync(async assertion => assertion.Claims["aud"] = (await Server.EndpointAsync("friendbook", "pushed_authorization_request_endpoint")).ToString());

    [Fact]
    public async Task An_assertion_for_several_audiences_is_refused() =>
        await RefusedAsync(assertion => assertion.Claims["aud"] = new JsonArray(Server.Issuer("friendbook"), "https://evil.example"));

    [Fact]
    public async Task An_assertion_for_another_realm_is_refused() =>
        await RefusedAsync(assertion => assertion.Claims["aud"] = Server.Issuer("instapic"));

    [Fact]
    public async Task An_assertion_without_an_audience_is_refused() => await RefusedAsync(assertion => assertion.Claims.Remove("aud"));

    [Fact]
    public async Task An_expired_assertion_is_refused() => await RefusedAsync(assertion =>
    {
        assertion.Claims["iat"] = Now - 300;
        assertion.Claims["exp"] = Now - 120;
    });

    [Fact]
    public async Task An_assertion_that_never_expires_is_refused() => await RefusedAsync(assertion => assertion.Claims.Remove("exp"));

    [Fact]
    public async Task An_assertion_without_an_id_is_refused() => await RefusedAsync(assertion => assertion.Claims.Remove("jti"));

    [Fact]
    public async Task An_assertion_that_is_not_valid_yet_is_refused() => await RefusedAsync(assertion => assertion.Claims["nbf"] = Now + 300);

    [Fact]
    public async Task An_assertion_of_another_issuer_is_refused() => await RefusedAsync(assertion => assertion.Claims["iss"] = "second");

    [Fact]
    public async Task An_assertion_about_another_client_is_refused() => await RefusedAsync(assertion => assertion.Claims["sub"] = "friendbook-api");

    [Fact]
    public async Task An_unsigned_assertion_is_refused() => await RefusedAsync(assertion => assertion.Header["alg"] = "none");

    [Theory]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("ES384")]
    [InlineData("HS256")]
    public async Task An_assertion_with_another_algorithm_than_the_clients_is_refused(string algorithm) =>
        await RefusedAsync(assertion => assertion.Header["alg"] = algorithm);

    [Fact]
    public async Task An_assertion_signed_with_another_key_under_the_same_id_is_refused()
    {
        var honest = Connecting().Assertion();
        var forged = new Assertion(new ClientKey(), "photoshare", Server.Issuer("friendbook"));
        forged.Header["kid"] = honest.Header["kid"]!.DeepClone();
        Refused(await PushAsync(forged), "invalid_client", "invalid_request", "unauthorized_client");
    }

    [Fact]
    public async Task An_assertion_whose_header_brings_its_own_key_is_refused()
    {
        var key = new ClientKey();
        var forged = new Assertion(key, "photoshare", Server.Issuer("friendbook"));
        forged.Header["jwk"] = JsonNode.Parse(key.PublicKeySet)!["keys"]![0]!.DeepClone();
        Refused(await PushAsync(forged), "invalid_client", "invalid_request", "unauthorized_client");
    }

    [Fact]
    public async Task An_assertion_works_once()
    {
        var assertion = Connecting().Assertion().ToString();
        (await PushAsync(assertion)).Succeeded();
        Refused(await PushAsync(assertion), "invalid_client", "invalid_request");
    }

    [Fact]
    public async Task Of_eight_uses_of_an_assertion_at_once_exactly_one_is_taken()
    {
        var assertion = Connecting().Assertion().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PushAsync(assertion)));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_spoilt_assertion_gets_no_tokens_either()
    {
        var grant = await Connecting().AuthorizeAsync(NewPerson(), Photos);
        var forged = new Assertion(new ClientKey(), "photoshare", Server.Issuer("friendbook"));
        var parameters = new Parameters
        {
            { "grant_type", "authorization_code" }, { "code", grant.Code }, { "redirect_uri", Connecting().RedirectUri }, { "code_verifier", grant.Verifier },
        };
        Refused(await Connecting().SendAsync("token_endpoint", Signed(parameters, forged.ToString())), "invalid_client", "unauthorized_client");
    }

    [Fact]
    public async Task A_client_with_a_key_cannot_use_a_secret_and_needs_a_proof()
    {
        var parameters = new Parameters { { "grant_type", "refresh_token" }, { "refresh_token", "x" }, { "client_id", "photoshare" } };
        Refused(await Connecting().SendAsync("token_endpoint", parameters), "invalid_client", "unauthorized_client");
        Refused(await Connecting().SendAsync("token_endpoint", parameters.With("client_secret", "guess")), "invalid_client", "unauthorized_client");
    }

    [Fact]
    public async Task A_secret_is_taken_by_basic_authentication_and_in_the_body()
    {
        var grant = await AuthorizeSecretiveAsync();
        (await Secretive().RedeemAsync(grant)).Succeeded();

        grant = await AuthorizeSecretiveAsync();
        (await Secretive().SendAsync("token_endpoint", Redemption(grant).With("client_id", "secretive").With("client_secret", Variants.Secret))).Succeeded();
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_with_401()
    {
        var byHeader = await Secretive().SendAsync("token_endpoint", Redemption(null), Secretive().Basic(otherSecret: "wrong"));
        Refused(byHeader, "invalid_client", "unauthorized_client");
        Assert.Equal(HttpStatusCode.Unauthorized, byHeader.Status);

        var byBody = await Secretive().SendAsync("token_endpoint", Redemption(null).With("client_id", "secretive").With("client_secret", "wrong"));
        Refused(byBody, "invalid_client", "unauthorized_client");
    }

    [Fact]
    public async Task Two_proofs_at_once_are_refused()
    {
        var grant = await AuthorizeSecretiveAsync();
        var answer = await Secretive().SendAsync("token_endpoint", Redemption(grant).With("client_id", "secretive").With("client_secret", Variants.Secret), Secretive().Basic());
        if (Server.Has(Difference.TwoClientAuthenticationsAreTaken)) answer.Succeeded();
        else Refused(answer, "invalid_request", "invalid_client");
    }

    [Fact]
    public async Task A_password_gets_no_tokens_from_any_client_of_a_realm()
    {
        var person = NewPerson();
        foreach (var client in new[] { "photoshare", "admin-cli", "account-console", "friendbook-api" })
        {
            var parameters = new Parameters { { "grant_type", "password" }, { "username", person.Name }, { "password", person.Password }, { "client_id", client } };
            var answer = client switch
            {
                "photoshare" => await Connecting().PostAsync("token_endpoint", parameters),
                "friendbook-api" => await Api().PostAsync("token_endpoint", parameters.With("client_id", null)),
                _ => await Connecting().SendAsync("token_endpoint", parameters),
            };
            Refused(answer, "unsupported_grant_type", "unauthorized_client", "invalid_client");
        }
    }

    [Fact]
    public async Task A_client_gets_no_tokens_for_itself()
    {
        Refused(await Connecting().PostAsync("token_endpoint", new Parameters { { "grant_type", "client_credentials" } }), "unsupported_grant_type", "unauthorized_client");
        Refused(await Api().PostAsync("token_endpoint", new Parameters { { "grant_type", "client_credentials" } }), "unsupported_grant_type", "unauthorized_client");
    }

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private Task RefusedAsync(Action<Assertion> spoil) => RefusedAsync(assertion =>
    {
        spoil(assertion);
        return Task.CompletedTask;
    });

    private async Task RefusedAsync(Func<Assertion, Task> spoil)
    {
        var assertion = Connecting().Assertion();
        await spoil(assertion);
        Refused(await PushAsync(assertion), "invalid_client", "invalid_request", "unauthorized_client");
    }

    private Task<Answer> PushAsync(Assertion assertion) => PushAsync(assertion.ToString());

    private Task<Answer> PushAsync(string assertion) =>
        Connecting().SendAsync("pushed_authorization_request_endpoint", Signed(Connecting().AuthorizationRequest(Photos, Pkce.CreateVerifier()), assertion));

    private static Parameters Signed(Parameters parameters, string assertion) =>
        parameters.With("client_id", "photoshare").With("client_assertion_type", Assertion.Type).With("client_assertion", assertion);

    private Task<Grant> AuthorizeSecretiveAsync() => Secretive().AuthorizeInTheBrowserAsync(NewPerson(Variants.Crowded), Photos);

    private Parameters Redemption(Grant? grant) => new()
    {
        { "grant_type", "authorization_code" },
        { "code", grant?.Code ?? "x" },
        { "redirect_uri", Secretive().RedirectUri },
        { "code_verifier", grant?.Verifier ?? Pkce.CreateVerifier() },
    };
}

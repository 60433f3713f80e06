using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.Tokens;
using PhotoShare.Contract.Tests.Browsing;
using PhotoShare.Contract.Tests.Servers;
using PhotoShare.OAuth;

namespace PhotoShare.Contract.Tests.Clients;

/// <summary>A client (RFC 6749 section 1.1) that does nothing by itself: each step of the dance is a call, and any parameter can be spoiled.</summary>
public sealed class TestClient(AuthorizationServerUnderTest server, string realm, string id, string callback, ClientKey? key = null, string? secret = null)
{
    public string Id => id;

    public string Realm => realm;

    public string RedirectUri => AuthorizationServerUnderTest.ClientUrl + callback;

    /// <summary>What an honest client sends to start (RFC 6749 section 4.1.1, RFC 7636 section 4.3).</summary>
    public Parameters AuthorizationRequest(string scope, string verifier) => new()
    {
        { "response_type", "code" },
        { "client_id", id },
        { "redirect_uri", RedirectUri },
        { "scope", scope },
        { "state", Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(12)) },
        { "nonce", Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(12)) },
        { "code_challenge", Pkce.Challenge(verifier) },
        { "code_challenge_method", "S256" },
    };

    /// <summary>Pushes an authorization request (RFC 9126).</summary>
    public Task<Answer> PushAsync(Parameters request) => PostAsync("pushed_authorization_request_endpoint", request);

    /// <summary>Where the browser is sent with a pushed request.</summary>
    public async Task<Uri> FrontChannelAsync(string requestUri) =>
        await FrontChannelAsync(new Parameters { { "client_id", id }, { "request_uri", requestUri } });

    /// <summary>Where the browser is sent with these parameters.</summary>
    public async Task<Uri> FrontChannelAsync(Parameters parameters)
    {
        var endpoint = await server.EndpointAsync(realm, "authorization_endpoint");
        return new(QueryHelpers.AddQueryString(endpoint.ToString(), parameters.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))));
    }

    /// <summary>Pushes a request and opens the browser on it.</summary>
    public async Task<(Whereabouts At, string Verifier)> StartAsync(Browser browser, string scope, params (string Name, string? Value)[] changes)
    {
        var verifier = Pkce.CreateVerifier();
        var pushed = (await PushAsync(AuthorizationRequest(scope, verifier).With(changes))).Succeeded();
        return (await browser.OpenAsync(await FrontChannelAsync(pushed["request_uri"]!)), verifier);
    }

    /// <summary>The whole front channel: the person signs in and, where they are asked, says yes.</summary>
    public async Task<Grant> AuthorizeAsync(Person person, string scope, params (string Name, string? Value)[] changes)
    {
        var browser = new Browser(server);
        var (stop, verifier) = await StartAsync(browser, scope, changes);
        return await FinishAsync(browser, stop, person, verifier);
    }

    /// <summary>The same for a client that needn't push its request: everything goes by the browser.</summary>
    public async Task<Grant> AuthorizeInTheBrowserAsync(Person person, string scope)
    {
        var browser = new Browser(server);
        var verifier = Pkce.CreateVerifier();
        return await FinishAsync(browser, await browser.OpenAsync(await FrontChannelAsync(AuthorizationRequest(scope, verifier))), person, verifier);
    }

    private static async Task<Grant> FinishAsync(Browser browser, Whereabouts stop, Person person, string verifier)
    {
        stop = await browser.SignInAsync(stop, person);
        if (stop is Page { ConsentForm: not null }) stop = await browser.ConsentAsync(stop);
        if (stop is not Arrival arrival || arrival["code"] is null) throw new UnexpectedPageException("the callback with a code", stop);
        return new(arrival["code"]!, verifier, browser, arrival);
    }

    /// <summary>The whole dance.</summary>
    public async Task<Answer> DanceAsync(Person person, string scope) => (await RedeemAsync(await AuthorizeAsync(person, scope))).Succeeded();

    /// <summary>Redeems a code (RFC 6749 section 4.1.3).</summary>
    public Task<Answer> RedeemAsync(Grant grant, params (string Name, string? Value)[] changes) => PostAsync("token_endpoint", new Parameters
    {
        { "grant_type", "authorization_code" },
        { "code", grant.Code },
        { "redirect_uri", RedirectUri },
        { "code_verifier", grant.Verifier },
    }.With(changes));

    /// <summary>Refreshes (RFC 6749 section 6).</summary>
    public Task<Answer> RefreshAsync(string refreshToken, string? scope = null) => PostAsync("token_endpoint", new Parameters
    {
        { "grant_type", "refresh_token" },
        { "refresh_token", refreshToken },
    }.With("scope", scope));

    /// <summary>Revokes a token (RFC 7009).</summary>
    public Task<Answer> RevokeAsync(string token) => PostAsync("revocation_endpoint", new Parameters { { "token", token } });

    /// <summary>Asks whether a token lives (RFC 7662).</summary>
    public Task<Answer> IntrospectAsync(string token) => PostAsync("introspection_endpoint", new Parameters { { "token", token } });

    /// <summary>An honest assertion, to be spoiled.</summary>
    public Assertion Assertion() => new(key!, id, server.Issuer(realm));

    /// <summary>Posts as this client: with an assertion, or with its secret by Basic authentication.</summary>
    public Task<Answer> PostAsync(string endpoint, Parameters parameters) => key is null
        ? SendAsync(endpoint, parameters, Basic())
        : SendAsync(endpoint, parameters.With("client_id", id).With("client_assertion_type", Clients.Assertion.Type).With("client_assertion", Assertion().ToString()));

    /// <summary>Posts exactly these parameters.</summary>
    public async Task<Answer> SendAsync(string endpoint, Parameters parameters, AuthenticationHeaderValue? authorization = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, await server.EndpointAsync(realm, endpoint)) { Content = new FormUrlEncodedContent(parameters) };
        request.Headers.Authorization = authorization;
        using var response = await server.Http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    /// <summary>Id and secret, each form-encoded first (RFC 6749 section 2.3.1).</summary>
    public AuthenticationHeaderValue Basic(string? otherSecret = null) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{FormEncode(id)}:{FormEncode(otherSecret ?? secret!)}")));

    private static string FormEncode(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}

/// <summary>An authorization grant that came back through the browser, and what belongs to it.</summary>
public sealed record Grant(string Code, string Verifier, Browser Browser, Arrival Arrival);

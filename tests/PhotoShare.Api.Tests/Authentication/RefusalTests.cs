using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using PhotoShare.Api.Tests.Realm;

namespace PhotoShare.Api.Tests.Authentication;

/// <summary>Every protected endpoint refuses every bad token, as RFC 6750 section 3 says.</summary>
public sealed class RefusalTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Id = "0192f0a1b2c37d4e8f90a1b2c3d4e5f6";

    public static readonly Dictionary<string, string> Endpoints = new()
    {
        ["GET /albums"] = "photos.read",
        [$"GET /albums/{Id}"] = "photos.read",
        [$"GET /photos/{Id}"] = "photos.read",
        [$"GET /photos/{Id}/thumbnail"] = "photos.read",
        [$"GET /photos/{Id}/original"] = "photos.read",
        [$"POST /albums/{Id}/photos"] = "photos.write",
    };

    private static readonly Dictionary<string, Func<TestRealm, TestToken>> BadTokens = new()
    {
        ["expired beyond the clock skew"] = realm => realm.Token().EndingIn(TimeSpan.FromSeconds(-12)),
        ["without an expiry"] = realm => realm.Token().EndingIn(TimeSpan.FromDays(-20_000)),
        ["of another issuer"] = realm => realm.Token().From("http://127.0.0.1:8080/realms/instapic"),
        ["of the same issuer with a slash"] = realm => realm.Token().From(realm.Issuer + "/"),
        ["for another audience"] = realm => realm.Token().To("instapic-api"),
        ["without an audience"] = realm => realm.Token().To(null),
        ["without a subject"] = realm => realm.Token().With("sub", null),
        ["an ID token"] = realm => realm.Token().Typed("JWT"),
        ["a logout token"] = realm => realm.Token().Typed("logout+jwt"),
        ["unsigned"] = realm => realm.Token().SignedBy(null),
        ["signed by a stranger's key under the realm's key id"] = realm => realm.Token().SignedBy(new(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = realm.Key.KeyId }, "ES256")),
        ["signed by a stranger's key"] = realm => realm.Token().SignedBy(new(TestRealm.NewKey(), "ES256")),
        ["signed with RS256"] = realm => realm.Token().SignedBy(new(realm.RsaKey, "RS256")),
        ["signed with HS256 by the public key"] = realm => realm.Token().SignedBy(new(new SymmetricSecurityKey(realm.Key.ECDsa.ExportSubjectPublicKeyInfo()) { KeyId = realm.Key.KeyId }, "HS256")),
        ["with a key of its own in its header"] = OwnKey,
        ["with an address of keys in its header"] = realm => realm.Token().SignedBy(new(TestRealm.NewKey(), "ES256")).Header("jku", realm.Issuer + "/stranger").Header("x5u", realm.Issuer + "/stranger"),
        ["naming a path as its key"] = realm => realm.Token().SignedBy(new(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "../../dev/null" }, "ES256")),
        ["bound to a DPoP key"] = realm => realm.Token().With("cnf", new Dictionary<string, object> { ["jkt"] = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I" }),
        ["bound to a certificate"] = realm => realm.Token().With("cnf", new Dictionary<string, object> { ["x5t#S256"] = "bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2" }),
        ["revoked"] = realm =>
        {
            var token = realm.Token().With("jti", "revoked");
            realm.Revoke(token);
            return token;
        },
    };

    public static TheoryData<string, string> EndpointsWithBadTokens()
    {
        var data = new TheoryData<string, string>();
        foreach (var endpoint in Endpoints.Keys)
            foreach (var token in BadTokens.Keys)
                data.Add(endpoint, token);
        return data;
    }

    public static TheoryData<string> EveryEndpoint => [.. Endpoints.Keys];

    [Fact]
    public void No_endpoint_is_missing_from_the_table()
    {
        _ = api.Server;
        var served = api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .Select(endpoint => $"{endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Single()} {endpoint.RoutePattern.RawText!.Replace("{albumId}", Id).Replace("{photoId}", Id)}");

        Assert.Equal(Endpoints.Keys.Order(), served.Order());
    }

    [Theory, MemberData(nameof(EndpointsWithBadTokens))]
    public async Task A_bad_token_is_refused_with_invalid_token(string endpoint, string token)
    {
        using var response = await SendAsync(endpoint, $"Bearer {BadTokens[token](api.Realm)}");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.StartsWith("Bearer realm=\"friendbook\", error=\"invalid_token\", error_description=\"", response.Headers.WwwAuthenticate.Single().ToString());
        Assert.Equal("invalid_token", (await ProblemAsync(response))["error"]!.GetValue<string>());
        Assert.DoesNotContain("/realm/stranger", api.Realm.Requests);
    }

    [Theory, MemberData(nameof(EveryEndpoint))]
    public async Task Without_a_token_the_challenge_carries_no_error(string endpoint)
    {
        foreach (var header in (string?[])[null, "Basic YWRhOmFkYQ==", "DPoP abc"])
        {
            using var response = await SendAsync(endpoint, header);

            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Equal("Bearer realm=\"friendbook\"", response.Headers.WwwAuthenticate.Single().ToString());
            Assert.Null((await ProblemAsync(response))["error"]);
        }
    }

    [Theory, MemberData(nameof(EveryEndpoint))]
    public async Task A_token_in_the_URL_is_no_token(string endpoint)
    {
        using var response = await SendAsync($"{endpoint}?access_token={Good(endpoint)}");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("Bearer realm=\"friendbook\"", response.Headers.WwwAuthenticate.Single().ToString());
    }

    [Theory, MemberData(nameof(EveryEndpoint))]
    public async Task A_token_sent_twice_or_badly_is_an_invalid_request(string endpoint)
    {
        var token = Good(endpoint);
        string[][] headers = [["Bearer"], ["Bearer "], [$"Bearer {token} {token}"], [$"Bearer {token}", $"Bearer {token}"], ["Bearer \"abc\""]];
        foreach (var header in headers) await AssertInvalidRequestAsync(await SendAsync(endpoint, header));
        await AssertInvalidRequestAsync(await SendAsync($"{endpoint}?access_token={token}", $"Bearer {token}"));
    }

    [Theory, MemberData(nameof(EveryEndpoint))]
    public async Task A_token_without_the_scope_is_refused_and_the_scope_is_named(string endpoint)
    {
        var other = Endpoints[endpoint] == "photos.read" ? "photos.write" : "photos.read";
        foreach (var scopes in (string?[])[other, "photos", "PHOTOS.READ PHOTOS.WRITE", "photos.reader photos.writer", null])
        {
            using var response = await SendAsync(endpoint, $"Bearer {api.Realm.Token().With("scope", scopes)}");

            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            var challenge = response.Headers.WwwAuthenticate.Single().ToString();
            Assert.Contains("error=\"insufficient_scope\"", challenge);
            Assert.EndsWith($"scope=\"{Endpoints[endpoint]}\"", challenge);
            Assert.Equal(Endpoints[endpoint], (await ProblemAsync(response))["scope"]!.GetValue<string>());
        }
    }

    [Theory, MemberData(nameof(EveryEndpoint))]
    public async Task A_client_on_its_own_behalf_is_forbidden(string endpoint)
    {
        using var response = await SendAsync(endpoint, $"Bearer {api.Realm.Token().Scopes(Endpoints[endpoint]).For("photoshare")}");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("error=\"insufficient_scope\"", response.Headers.WwwAuthenticate.Single().ToString());
    }

    [Theory, MemberData(nameof(EveryEndpoint))]
    public async Task A_good_token_is_let_in(string endpoint)
    {
        using var response = await SendAsync(endpoint, $"bearer {Good(endpoint)}");

        Assert.Equal(endpoint == "GET /albums" ? HttpStatusCode.OK : HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(response.Headers.WwwAuthenticate);
    }

    private TestToken Good(string endpoint) => api.Realm.Token().Scopes("profile " + Endpoints[endpoint]);

    private static TestToken OwnKey(TestRealm realm)
    {
        var key = TestRealm.NewKey();
        var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(key);
        return realm.Token().SignedBy(new(key, "ES256")).Header("jwk", new Dictionary<string, object> { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = jwk.X, ["y"] = jwk.Y, ["kid"] = key.KeyId });
    }

    private static async Task AssertInvalidRequestAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("error=\"invalid_request\"", response.Headers.WwwAuthenticate.Single().ToString());
        Assert.Equal("invalid_request", (await ProblemAsync(response))["error"]!.GetValue<string>());
        response.Dispose();
    }

    private async Task<HttpResponseMessage> SendAsync(string endpoint, params string?[] authorization)
    {
        using var client = api.Client();
        var parts = endpoint.Split(' ');
        using var request = new HttpRequestMessage(new HttpMethod(parts[0]), parts[1]);
        // A picture is asked for as a browser asks; the refusal is JSON all the same.
        request.Headers.Accept.ParseAdd("image/webp");
        request.Headers.TryAddWithoutValidation("Authorization", authorization.OfType<string>());
        if (request.Method == HttpMethod.Post) request.Content = new StringContent("nothing", Encoding.UTF8, "text/plain");
        return await client.SendAsync(request);
    }

    private static async Task<JsonObject> ProblemAsync(HttpResponseMessage response)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }
}

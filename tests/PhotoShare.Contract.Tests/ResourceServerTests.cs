using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using PhotoShare.Contract.Tests.Clients;
using PhotoShare.Contract.Tests.Servers;

namespace PhotoShare.Contract.Tests;

/// <summary>Friendbook's photo API with tokens that the server really gave (RFC 6750, RFC 9068; threats 23, 28 to 31, 33, 35).</summary>
public abstract class ResourceServerTests(AuthorizationServerUnderTest server) : ContractTests(server)
{
    public sealed class OnKeycloak(KeycloakServer server) : ResourceServerTests(server);

    public sealed class OnEmbedded(EmbeddedServer server) : ResourceServerTests(server);

    [Fact]
    public async Task A_token_with_the_scope_reads_albums() =>
        Assert.Equal(HttpStatusCode.OK, (await ReadAsync(await TokenAsync())).Status);

    [Fact]
    public async Task No_token_is_answered_by_what_is_wanted_and_no_error()
    {
        var (status, challenge) = await ReadAsync(null);
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.StartsWith("Bearer", challenge);
        Assert.DoesNotContain("error", challenge);
    }

    [Fact]
    public async Task A_token_of_the_other_network_is_refused() =>
        await RefusedAsync((await Connecting("instapic").DanceAsync(NewPerson("instapic"), Photos)).AccessToken!);

    [Fact]
    public async Task A_token_of_another_realm_with_the_same_audience_is_refused() =>
        await RefusedAsync((await Connecting(Variants.Crowded).DanceAsync(NewPerson(Variants.Crowded), Photos)).AccessToken!);

    [Fact]
    public async Task A_token_for_another_audience_is_refused() =>
        await RefusedAsync((await Connecting().DanceAsync(NewPerson(), "openid profile")).AccessToken!);

    [Fact]
    public async Task An_id_token_is_refused() => await RefusedAsync((await Connecting().DanceAsync(NewPerson(), Photos)).IdToken!);

    [Fact]
    public async Task A_token_without_a_signature_is_refused()
    {
        var token = await TokenAsync();
        await RefusedAsync(WithAlgorithm(token, "none") + ".");
    }

    [Fact]
    public async Task A_token_signed_with_the_public_key_as_if_it_were_a_secret_is_refused()
    {
        var token = await TokenAsync();
        var keys = await Server.Http.GetStringAsync(await Server.EndpointAsync("friendbook", "jwks_uri"));
        var key = new JsonWebKeySet(keys).Keys.Single(key => key.Kid == (string?)Jwt.Header(token)["kid"]);
        using var publicKey = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new() { X = Base64UrlEncoder.DecodeBytes(key.X), Y = Base64UrlEncoder.DecodeBytes(key.Y) },
        });
        var forged = WithAlgorithm(token, "HS256");
        foreach (var secret in new[] { Encoding.ASCII.GetBytes(publicKey.ExportSubjectPublicKeyInfoPem()), publicKey.ExportSubjectPublicKeyInfo() })
            await RefusedAsync($"{forged}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(forged)))}");
    }

    [Fact]
    public async Task A_token_whose_scope_was_changed_is_refused()
    {
        var parts = (await TokenAsync()).Split('.');
        var claims = JsonNode.Parse(Base64UrlEncoder.Decode(parts[1]))!;
        claims["scope"] = "photos.read photos.write";
        await RefusedAsync($"{parts[0]}.{Base64UrlEncoder.Encode(claims.ToJsonString())}.{parts[2]}");
    }

    [Theory]
    [InlineData("?access_token=")]
    [InlineData("?token=")]
    public async Task A_token_in_the_address_is_not_looked_at(string query)
    {
        var (status, _) = await ReadAsync(null, query + await TokenAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, status);
    }

    [Fact]
    public async Task A_token_that_may_read_may_not_write_and_the_answer_names_what_is_missing()
    {
        var (status, challenge) = await SendAsync(HttpMethod.Post, "albums/any/photos", await TokenAsync());
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("insufficient_scope", challenge);
        Assert.Contains("photos.write", challenge);
    }

    [Fact]
    public async Task A_revoked_token_is_refused_within_five_seconds()
    {
        var tokens = await Connecting().DanceAsync(NewPerson(), PhotosOffline);
        Assert.Equal(HttpStatusCode.OK, (await ReadAsync(tokens.AccessToken)).Status);

        (await Connecting().RevokeAsync(tokens.RefreshToken!)).Succeeded();

        var since = Stopwatch.GetTimestamp();
        while ((await ReadAsync(tokens.AccessToken)).Status == HttpStatusCode.OK)
        {
            // The five seconds of the design, and one for a busy machine.
            Assert.True(Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(6), "still taken");
            await Task.Delay(200);
        }

        await RefusedAsync(tokens.AccessToken!);
    }

    private async Task<string> TokenAsync() => (await Connecting().DanceAsync(NewPerson(), Photos)).AccessToken!;

    private async Task RefusedAsync(string token)
    {
        var (status, challenge) = await ReadAsync(token);
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Contains("invalid_token", challenge);
    }

    private static string WithAlgorithm(string token, string algorithm)
    {
        var header = Jwt.Header(token);
        header["alg"] = algorithm;
        return $"{Base64UrlEncoder.Encode(header.ToJsonString())}.{token.Split('.')[1]}";
    }

    private Task<(HttpStatusCode Status, string Challenge)> ReadAsync(string? token, string query = "") => SendAsync(HttpMethod.Get, "albums" + query, token);

    private async Task<(HttpStatusCode Status, string Challenge)> SendAsync(HttpMethod method, string path, string? token)
    {
        using var request = new HttpRequestMessage(method, new Uri((await Server.FriendbookApiAsync()).Url, path));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await Server.Http.SendAsync(request);
        return (response.StatusCode, response.Headers.WwwAuthenticate.ToString());
    }
}

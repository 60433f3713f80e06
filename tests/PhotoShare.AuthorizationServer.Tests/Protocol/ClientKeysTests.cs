using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PhotoShare.AuthorizationServer.Hops;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Protocol.Clients;
using PhotoShare.AuthorizationServer.Realms;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.AuthorizationServer.Tests.Protocol;

/// <summary>How clients' key sets are fetched and kept.</summary>
public sealed class ClientKeysTests : IDisposable
{
    private readonly FakeTimeProvider time = new();
    private readonly KeySetServer served = new();

    public void Dispose() => served.Dispose();

    private static RealmClient Client(params (string Name, string Value)[] attributes) =>
        new() { ClientId = "web", Attributes = attributes.ToImmutableDictionary(attribute => attribute.Name, attribute => attribute.Value) };

    private static readonly RealmClient ByUrl = Client(("use.jwks.url", "true"), ("jwks.url", "http://client.test/jwks"));

    [Fact]
    public async Task A_key_set_is_fetched_once_for_all_who_wait_and_kept()
    {
        served.Set = new ClientKey("one").PublicSet;
        var keys = Keys();
        var found = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => keys.FindAsync(ByUrl, "one", default)));
        Assert.All(found, key => Assert.Single(key));
        Assert.Equal(1, served.Requests);
    }

    [Fact]
    public async Task A_new_key_is_found_and_a_flood_of_unknown_ids_costs_one_fetch()
    {
        served.Set = new ClientKey("one").PublicSet;
        var keys = Keys();
        await keys.FindAsync(ByUrl, "one", default);
        time.Advance(ClientKeys.Pause);
        served.Set = new ClientKey("two").PublicSet;
        Assert.Single(await keys.FindAsync(ByUrl, "two", default));

        for (var i = 0; i < 50; i++) Assert.Empty(await keys.FindAsync(ByUrl, $"nobody-{i}", default));
        Assert.Equal(2, served.Requests);
    }

    [Fact]
    public async Task A_withdrawn_key_works_no_longer_than_the_key_set_is_believed()
    {
        served.Set = new ClientKey("one").PublicSet;
        var keys = Keys();
        await keys.FindAsync(ByUrl, "one", default);
        served.Set = new ClientKey("two").PublicSet;
        time.Advance(ClientKeys.Lifetime);
        Assert.Empty(await keys.FindAsync(ByUrl, "one", default));
    }

    [Fact]
    public async Task A_client_that_is_down_keeps_its_known_keys_for_their_time_and_is_asked_again()
    {
        var keys = Keys();
        Assert.Empty(await keys.FindAsync(ByUrl, "one", default));
        served.Set = new ClientKey("one").PublicSet;
        time.Advance(ClientKeys.Pause);
        Assert.Single(await keys.FindAsync(ByUrl, "one", default));
    }

    [Theory]
    [InlineData("""{"keys":[{"kty":"oct","kid":"one","k":"c2VjcmV0"}]}""")]
    [InlineData("""{"keys":[{"kty":"EC","use":"enc","crv":"P-256","kid":"one","x":"AA","y":"AA"}]}""")]
    [InlineData("{}")]
    public async Task Only_public_signing_keys_count(string set) =>
        Assert.Empty(await Keys().FindAsync(Client(("use.jwks.string", "true"), ("jwks.string", set)), keyId: null, default));

    private ClientKeys Keys() => new(served, time, new RealmHops(new HopRecorder(new Fingerprints(null)), new CurrentRealm()), NullLogger<ClientKeys>.Instance);

    private sealed class KeySetServer : HttpMessageHandler, IHttpClientFactory
    {
        private int requests;

        public string? Set { get; set; }

        public int Requests => requests;

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref requests);
            return Task.FromResult(Set is null ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) : new HttpResponseMessage { Content = new StringContent(Set) });
        }
    }
}

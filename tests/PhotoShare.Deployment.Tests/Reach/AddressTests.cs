using System.Text.Json;
using PhotoShare.Deployment.Tests.Engine;
using PhotoShare.Deployment.Tests.Systems;
using PhotoShare.EndToEnd.Tests.Browsing;

namespace PhotoShare.Deployment.Tests.Reach;

/// <summary>Issuers, endpoints and redirect URIs as a browser and as a service inside see them.</summary>
[Collection(nameof(DeployedSystem))]
public sealed class AddressTests(DeployedSystem system) : DeployedTests(system)
{
    // What is called by services only. The rest is for browsers, but for revocation_endpoint: Keycloak always names its public address, and Web calls it inside.
    private static readonly string[] Transport = ["token_endpoint", "introspection_endpoint", "jwks_uri", "pushed_authorization_request_endpoint", "userinfo_endpoint"];

    [Theory]
    [InlineData("photoshare")]
    [InlineData("friendbook")]
    [InlineData("instapic")]
    public async Task Issuer_is_the_public_one_for_everybody_and_inside_only_transport_differs(string realm)
    {
        var path = $"/realms/{realm}/.well-known/openid-configuration";
        using var client = Deployed.NewClient();
        var outside = JsonDocument.Parse(await client.GetStringAsync(new Uri(Deployed.Login, path))).RootElement;
        var inside = JsonDocument.Parse(await InsideAsync("friendbook-api", "keycloak:8080", path)).RootElement;

        var issuer = new Uri(Deployed.Login, $"/realms/{realm}").ToString();
        Assert.Equal(issuer, outside.GetProperty("issuer").GetString());
        Assert.Equal(issuer, inside.GetProperty("issuer").GetString());
        Assert.Equal(outside.GetProperty("authorization_endpoint").GetString(), inside.GetProperty("authorization_endpoint").GetString());
        Assert.All(Transport, name =>
        {
            Assert.StartsWith(Deployed.Login.ToString(), outside.GetProperty(name).GetString(), StringComparison.Ordinal);
            Assert.StartsWith("http://keycloak:8080/", inside.GetProperty(name).GetString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Redirect_URIs_are_public_and_tokens_name_the_public_issuer_and_the_API_as_their_audience()
    {
        var person = await NewPersonAsync();
        var requests = new List<string>();
        person.Page.Request += (_, request) => requests.Add(request.Url);
        await person.SignInDeployedAsync(Person.Ben);
        await person.ConnectFriendbookAsync(Person.Ben);
        await person.OpenFirstPhotoAsync("friendbook");

        // The browser never left the two names; what it was sent to next is one of them.
        Assert.All(requests.Where(url => !url.StartsWith("data:", StringComparison.Ordinal)), url => Assert.True(
            url.StartsWith(Deployed.Web.ToString(), StringComparison.Ordinal) || url.StartsWith(Deployed.Login.ToString(), StringComparison.Ordinal), new Uri(url).GetLeftPart(UriPartial.Path)));
        // Each cookie is of the one host that set it: with a Domain attribute it would begin with a dot (RFC 6265 section 5.3).
        Assert.All(await person.Browser.CookiesAsync(), cookie => Assert.True(cookie.Secure && (cookie.Domain == Deployed.Web.Host || cookie.Domain == Deployed.Login.Host), $"{cookie.Name} of {cookie.Domain}"));

        var issuer = new Uri(Deployed.Login, "/realms/friendbook").ToString();
        var token = await AccessTokenAsync("friendbook", Person.Ben, "openid photos.read");
        Assert.Equal(issuer, token.GetProperty("iss").GetString());
        Assert.Equal("friendbook-api", token.GetProperty("aud").GetString());
        var api = await Deployed.ContainerAsync("friendbook-api");
        Assert.Equal(issuer, await VariableAsync(api, "Issuer"));
        Assert.Equal("friendbook-api", await VariableAsync(api, "Audience"));
        Assert.Equal(Deployed.Web.ToString().TrimEnd('/'), await VariableAsync(await Deployed.ContainerAsync("web"), "PublicUrl"));
    }

    // The claims that Keycloak puts into Web's access tokens, as it tells its administrators. The tokens themselves are encrypted in Web's database.
    private async Task<JsonElement> AccessTokenAsync(string realm, string username, string scope)
    {
        const string script = """
            set -e
            session=$(mktemp)
            trap 'rm -f $session' EXIT
            kcadm() { /opt/keycloak/bin/kcadm.sh "$@" --config "$session"; }
            KC_CLI_PASSWORD=$KC_BOOTSTRAP_ADMIN_PASSWORD kcadm config credentials --server http://127.0.0.1:8080 --realm master --user "$KC_BOOTSTRAP_ADMIN_USERNAME" 2>/dev/null
            id() { kcadm get "$1" --target-realm "$2" --query "$3" --fields id --format csv --noquotes; }
            client=$(id clients "$1" clientId=photoshare)
            kcadm get "clients/$client/evaluate-scopes/generate-example-access-token" --target-realm "$1" --query "userId=$(id users "$1" "username=$2")" --query "scope=$3"
            """;
        var answer = await ContainerEngine.ExecAsync(await Deployed.ContainerAsync("keycloak"), "bash", "-c", script, "-", realm, username, scope);
        Assert.True(answer.Succeeded, answer.Errors);
        return JsonDocument.Parse(answer.Output).RootElement;
    }

    private static async Task<string> VariableAsync(string container, string name) => (await ContainerEngine.ExecAsync(container, "printenv", name)).Output.Trim();

    private async Task<string> InsideAsync(string service, string host, string path)
    {
        var (name, port) = (host.Split(':')[0], host.Split(':')[1]);
        var script = $"exec 3<>/dev/tcp/{name}/{port} && printf 'GET {path} HTTP/1.0\\r\\nHost: {host}\\r\\n\\r\\n' >&3 && cat <&3";
        var answer = await ContainerEngine.ExecAsync(await Deployed.ContainerAsync(service), "bash", "-c", script);
        Assert.True(answer.Succeeded, answer.Errors);
        return answer.Output[answer.Output.IndexOf('{', StringComparison.Ordinal)..];
    }
}

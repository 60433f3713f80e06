using System.Net;
using System.Text.Json.Nodes;
using PhotoShare.Contract.Tests.Browsing;
using PhotoShare.Contract.Tests.Servers;

namespace PhotoShare.Dance.Tests.Guards;

/// <summary>Outside of Development, as a program of its own, with a real authorization server to sign in at.</summary>
public sealed class SignedInTests : IDisposable
{
    private const string Secret = "of the client dance", Role = "watcher";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Uri login = new($"http://127.0.0.1:{TestPorts.One()}/"), dance = new($"http://localhost:{TestPorts.One()}/");
    private readonly string realms = Directory.CreateTempSubdirectory("photoshare-dance-").FullName;
    private readonly HttpClient http = new(new SocketsHttpHandler());
    private readonly List<ServerProcess> processes = [];

    public void Dispose()
    {
        processes.ForEach(process => process.Dispose());
        http.Dispose();
        Directory.Delete(realms, recursive: true);
    }

    [Fact]
    public async Task Whoever_has_the_role_sees_dances_and_whoever_has_not_is_refused()
    {
        await StartAsync();

        var (status, page) = await SignInAsync("wanda");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("<h1>Dances", page, StringComparison.Ordinal);

        (status, page) = await SignInAsync("paul");
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("<h1>You may not look at dances</h1>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_that_comes_to_nothing_ends_on_a_page_that_says_so()
    {
        await StartAsync();

        // An answer that nobody waits for.
        var (status, page) = await OpenAsync("/signin-oidc?state=x&code=y");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("<h1>The sign-in did not come to its end</h1>", page, StringComparison.Ordinal);

        processes[0].Dispose();
        processes.RemoveAt(0);
        (status, page) = await OpenAsync("/");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("<h1>Nobody can sign in at the moment</h1>", page, StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, string Page)> OpenAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(dance, path)) { Headers = { { "Accept", "text/html" } } };
        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task StartAsync()
    {
        WriteRealm();
        processes.Add(ServerProcess.Start("dotnet", [Repository.Program("PhotoShare.AuthorizationServer"), "--realms", realms, "--urls", Root(login), "--public-url", Root(login)], new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["DataDirectory"] = Path.Combine(realms, "data"),
            ["PHOTOSHARE_WEB_URL"] = "http://localhost:5010",
            ["PHOTOSHARE_WEB_JWKS_URL"] = "http://127.0.0.1:1/jwks.json",
        }));
        processes.Add(ServerProcess.Start("dotnet", [Repository.Program("PhotoShare.Dance")], new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_URLS"] = Root(dance),
            ["Dance__GrpcUrl"] = "",
            ["Dance__AllowOutsideDevelopment"] = "true",
            ["Dance__OtlpKey"] = "the key of senders",
            ["Dance__SignIn__Issuer"] = Issuer,
            // Asked by another address than its own, as inside of a network of containers.
            ["Dance__SignIn__MetadataAddress"] = $"http://localhost:{login.Port}/realms/photoshare/.well-known/openid-configuration",
            ["Dance__SignIn__ClientId"] = "dance",
            ["Dance__SignIn__ClientSecret"] = Secret,
            ["Dance__SignIn__Role"] = Role,
        }));
        await processes[0].WaitUntilServedAsync(http, [new Uri($"{Issuer}/.well-known/openid-configuration")], Patience);
        await processes[1].WaitUntilServedAsync(http, [new Uri(dance, "/health")], Patience);
    }

    private string Issuer => $"{Root(login)}/realms/photoshare";

    private static string Root(Uri address) => address.ToString().TrimEnd('/');

    /// <summary>Somebody opens Dance's first page in a browser of their own, and signs in where it sends them.</summary>
    private async Task<(HttpStatusCode Status, string Page)> SignInAsync(string name)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() });
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var asked = await browser.GetAsync(dance);
        var address = asked.RequestMessage!.RequestUri!;
        Assert.Equal(login.Authority, address.Authority);
        var form = Form.In(await asked.Content.ReadAsStringAsync(), address).Single(form => form.Fields.ContainsKey("password"));
        using var filled = new FormUrlEncodedContent(new Dictionary<string, string>(form.Fields) { ["username"] = name, ["password"] = RealmFolder.Password });
        using var answer = await browser.PostAsync(form.Action, filled);
        Assert.Equal(dance.Authority, answer.RequestMessage!.RequestUri!.Authority);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    // The realm as it is, and in it a client for Dance, the role, and two people of whom one has it.
    private void WriteRealm()
    {
        var realm = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Realms, "photoshare-realm.json")))!.AsObject();
        foreach (var mapper in realm["clientScopes"]!.AsArray().Single(scope => (string?)scope!["name"] == "roles")!["protocolMappers"]!.AsArray())
            if ((string?)mapper!["name"] == "realm roles") mapper["config"]!["id.token.claim"] = "true";
        realm["roles"] = new JsonObject { ["realm"] = new JsonArray(new JsonObject { ["name"] = Role }) };
        realm["clients"]!.AsArray().Add(new JsonObject
        {
            ["clientId"] = "dance",
            ["enabled"] = true,
            ["protocol"] = "openid-connect",
            ["publicClient"] = false,
            ["clientAuthenticatorType"] = "client-secret",
            ["secret"] = Secret,
            ["standardFlowEnabled"] = true,
            ["fullScopeAllowed"] = true,
            ["redirectUris"] = new JsonArray(new Uri(dance, "/signin-oidc").ToString()),
            ["webOrigins"] = new JsonArray(),
            ["attributes"] = new JsonObject { ["pkce.code.challenge.method"] = "S256" },
            ["defaultClientScopes"] = new JsonArray("basic", "profile", "roles"),
            ["optionalClientScopes"] = new JsonArray(),
        });
        Write("photoshare-realm.json", realm);
        Write("photoshare-users-0.json", new JsonObject { ["realm"] = "photoshare", ["users"] = new JsonArray(Account("wanda", Role), Account("paul")) });
    }

    private static JsonObject Account(string name, params string[] roles) => new()
    {
        ["username"] = name,
        ["enabled"] = true,
        ["firstName"] = name,
        ["lastName"] = "Example",
        ["email"] = $"{name}@photoshare.example",
        ["credentials"] = new JsonArray(Argon2Credential.Of(RealmFolder.Password)),
        ["realmRoles"] = new JsonArray([.. roles.Prepend("default-roles-photoshare").Select(role => (JsonNode)role)]),
    };

    private void Write(string file, JsonObject content) => File.WriteAllText(Path.Combine(realms, file), content.ToJsonString());
}

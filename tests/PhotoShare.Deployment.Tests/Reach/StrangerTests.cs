using System.Net;
using PhotoShare.Deployment.Tests.Engine;
using PhotoShare.Deployment.Tests.Systems;

namespace PhotoShare.Deployment.Tests.Reach;

/// <summary>What somebody on the host's published ports, and somebody on a network of the proxy's, can reach.</summary>
[Collection(nameof(DeployedSystem))]
public sealed class StrangerTests(DeployedSystem system) : DeployedTests(system)
{
    [Fact]
    public async Task Http_only_redirects_to_https_and_https_says_to_stay_there()
    {
        using var client = Deployed.NewClient();
        var answer = await client.GetAsync(new Uri($"http://{Deployed.Web.Host}:{Deployed.HttpPort}/connections?a=b"));
        Assert.Equal(HttpStatusCode.PermanentRedirect, answer.StatusCode);
        Assert.Equal(new Uri(Deployed.Web, "/connections?a=b"), answer.Headers.Location);
        foreach (var address in (Uri[])[Deployed.Web, new(Deployed.Login, "/realms/photoshare/.well-known/openid-configuration"), new(Deployed.Login, "/nothing")])
            Assert.Contains("max-age=31536000", Assert.Single((await client.GetAsync(address)).Headers.GetValues("Strict-Transport-Security")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_strangers_Host_gets_nothing()
    {
        using var client = Deployed.NewClient();
        foreach (var address in (Uri[])[Deployed.Web, new($"http://{Deployed.Web.Host}:{Deployed.HttpPort}/")])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Host = "evil.example" } };
            try
            {
                var answer = await client.SendAsync(request);
                Assert.False(answer.IsSuccessStatusCode);
                Assert.DoesNotContain("evil.example", answer.Headers.ToString(), StringComparison.Ordinal);
            }
            catch (HttpRequestException)
            {
                // Not even an answer.
            }
        }
    }

    [Fact]
    public async Task A_strangers_forwarded_headers_change_nothing()
    {
        using var client = Deployed.NewClient();
        foreach (var address in (Uri[])[new(Deployed.Login, "/realms/photoshare/.well-known/openid-configuration"), new(Deployed.Web, "/sign-in")])
        {
            using var plain = await client.GetAsync(address);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            foreach (var (name, value) in (KeyValuePair<string, string>[])[new("X-Forwarded-Host", "evil.example"), new("X-Forwarded-Proto", "http"), new("X-Forwarded-Port", "1"), new("X-Forwarded-Prefix", "/evil"), new("Forwarded", "host=evil.example;proto=http"), new("X-Forwarded-For", "10.1.2.3")])
                request.Headers.Add(name, value);
            using var forged = await client.SendAsync(request);
            Assert.Equal(plain.StatusCode, forged.StatusCode);
            Assert.Equal(plain.Headers.Location?.GetLeftPart(UriPartial.Path), forged.Headers.Location?.GetLeftPart(UriPartial.Path));
            Assert.DoesNotContain("evil", await forged.Content.ReadAsStringAsync() + forged.Headers, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/admin/")]
    [InlineData("/admin/master/console/")]
    [InlineData("/realms/master/.well-known/openid-configuration")]
    [InlineData("/realms/master/protocol/openid-connect/token")]
    [InlineData("/realms/photoshare/../master/.well-known/openid-configuration")]
    [InlineData("/realms/photoshare/%2e%2e/master/.well-known/openid-configuration")]
    [InlineData("/realms/photoshare/..%2fmaster/.well-known/openid-configuration")]
    [InlineData("/realms//master/.well-known/openid-configuration")]
    [InlineData("/realms/photoshare;/../master/.well-known/openid-configuration")]
    [InlineData("/resources/../admin/master/console/")]
    [InlineData("/realms/photoshare/clients-registrations/openid-connect")]
    [InlineData("/health/ready")]
    [InlineData("/metrics")]
    public async Task Of_the_authorization_server_only_the_three_realms_are_published(string path)
    {
        using var client = Deployed.NewClient();
        // As it stands there, not as Uri would tidy it up.
        var address = new Uri(Deployed.Login.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var answer = await client.GetAsync(address);
        Assert.Contains(answer.StatusCode, (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.BadRequest]);
        Assert.DoesNotContain("issuer", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_proxy_has_ports_on_the_host_and_only_its_two()
    {
        foreach (var id in await ContainerEngine.ContainersAsync(Deployed.Project))
        {
            var service = await ContainerEngine.InspectAsync(id, "{{index .Config.Labels \"com.docker.compose.service\"}}");
            var published = (await ContainerEngine.InspectAsync(id, "{{range $port, $hosts := .HostConfig.PortBindings}}{{range $hosts}}{{.HostIp}}:{{.HostPort}} {{end}}{{end}}")).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            string[] expected = service == "proxy" ? [$"127.0.0.1:{Deployed.HttpPort}", $"127.0.0.1:{Deployed.Web.Port}"] : [];
            Assert.Equal(expected.Order(), published.Order());
        }
    }

    [Theory]
    [InlineData("front", "web:8080")]
    [InlineData("login", "keycloak:8080")]
    [InlineData("proxy", "web:8080", "keycloak:8080")]
    public async Task Who_breaks_in_at_the_proxy_reaches_what_it_publishes_and_nothing_else(string place, params string[] published)
    {
        // Names and addresses: whoever can't resolve a name tries its address.
        var targets = new Dictionary<string, string>();
        foreach (var (service, port) in (KeyValuePair<string, int>[])[new("web", 8080), new("keycloak", 8080), new("keycloak", 9000), new("friendbook-api", 8080), new("instapic-api", 8080), new("dance", 8080), new("cache", 6379), new("postgres", 5432)])
        {
            targets[$"{service}:{port}"] = $"{service} {port}";
            var addresses = await ContainerEngine.InspectAsync(await Deployed.ContainerAsync(service), "{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}");
            foreach (var address in addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries)) targets[$"{service} at {address}:{port}"] = $"{address} {port}";
        }
        var script = string.Join('\n', targets.Select(target => $"timeout 2 bash -c '</dev/tcp/{target.Value.Replace(' ', '/')}' 2>/dev/null && echo '{target.Key}' &")) + "\nwait";
        var image = await ContainerEngine.InspectAsync(await Deployed.ContainerAsync("web"), "{{.Config.Image}}");
        var network = place == "proxy" ? $"container:{await Deployed.ContainerAsync("proxy")}" : $"{Deployed.Project}_{place}";
        var found = await Command.RunAsync("docker", "run", "--rm", "--network", network, "--entrypoint", "bash", image, "-c", script);

        Assert.All(published, name => Assert.Contains(name, found.Lines));
        // Podman routes from one of the proxy's networks to the other: there the two services have another address, and are the same two.
        Assert.All(found.Lines, line => Assert.True(published.Contains(line) || line.EndsWith(":8080", StringComparison.Ordinal) && (line.StartsWith("web at ", StringComparison.Ordinal) || line.StartsWith("keycloak at ", StringComparison.Ordinal)),
            $"{line} can be reached from {place}"));
    }
}

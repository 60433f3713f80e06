using System.Text.RegularExpressions;

namespace PhotoShare.EmbeddedHosting.Tests.Docker;

/// <summary>What is published of PhotoShare: who runs, who reaches whom, and what none of them may.</summary>
public sealed partial class PublishedAppHostTests(PublishedAppHost published) : IClassFixture<PublishedAppHost>
{
    public static readonly TheoryData<string, string> NetworksOfServices = new()
    {
        { "proxy", "front login" },
        { "web", "front back cache data" },
        { "friendbook-api", "back data" },
        { "instapic-api", "back data" },
        { "web-migration", "data" },
        { "friendbook-api-migration", "data" },
        { "instapic-api-migration", "data" },
        { "keycloak", "login back data" },
        { "cache", "cache" },
        { "postgres", "data" },
    };

    private static readonly string[] OneShots = ["web-migration", "friendbook-api-migration", "instapic-api-migration"];

    [Fact]
    public void Services_are_these_and_no_dashboard_and_no_Dance() =>
        Assert.Equal(NetworksOfServices.Select(row => row.Data.Item1).Order(StringComparer.Ordinal), published.Services.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(NetworksOfServices))]
    public void Service_is_on_these_networks_alone(string service, string networks) => Assert.Equal(networks.Split(' '), published.List(service, "networks"));

    [Fact]
    public void Networks_lead_out_where_the_proxy_is_and_nowhere_else()
    {
        Assert.Equal(["front", "login", "back", "data", "cache"], published.Networks.Keys);
        Assert.Equal(["back", "data", "cache"], published.Networks.Where(network => PublishedAppHost.Map(network.Value).ContainsKey("internal")).Select(network => network.Key));
        Assert.Equal(["front", "login"], published.List("proxy", "networks"));
    }

    [Fact]
    public void Only_the_proxy_has_ports_of_the_host()
    {
        Assert.Equal(["proxy"], published.Services.Keys.Where(service => published.List(service, "ports").Count > 0));
        Assert.Equal(["${BIND_ADDRESS}:${HTTP_PORT}:${HTTP_PORT}", "${BIND_ADDRESS}:${HTTPS_PORT}:${HTTPS_PORT}"], published.List("proxy", "ports"));
    }

    [Theory]
    [MemberData(nameof(NetworksOfServices))]
    public void Service_is_hardened(string service, string networks)
    {
        Assert.NotEmpty(networks);
        var all = published.Service(service);
        Assert.Equal("true", all["read_only"]);
        Assert.Equal(["ALL"], published.List(service, "cap_drop"));
        Assert.Equal(service == "proxy" ? ["NET_BIND_SERVICE"] : [], published.List(service, "cap_add"));
        Assert.Equal(["no-new-privileges:true"], published.List(service, "security_opt"));
        Assert.Contains("/tmp:mode=1777", published.List(service, "tmpfs"));
        var limits = PublishedAppHost.Map(PublishedAppHost.Map(PublishedAppHost.Map(all["deploy"])["resources"])["limits"]);
        Assert.Matches("^[0-9]+M$", (string)limits["memory"]);
        Assert.Equal("4096", PublishedAppHost.Map(PublishedAppHost.Map(all["ulimits"])["nproc"])["hard"]);
        Assert.Equal("20000", PublishedAppHost.Map(PublishedAppHost.Map(all["ulimits"])["nofile"])["hard"]);
        Assert.Matches("^[0-9]+s$", (string)all["stop_grace_period"]);
        Assert.Equal(OneShots.Contains(service) ? "no" : "unless-stopped", all["restart"]);
        Assert.Equal(OneShots.Contains(service), !all.ContainsKey("healthcheck"));
        Assert.DoesNotContain(all.Keys, key => key is "privileged" or "network_mode" or "pid" or "ipc" or "devices");
    }

    [Theory]
    [InlineData("web", 2)]
    [InlineData("friendbook-api", 2)]
    [InlineData("instapic-api", 2)]
    public void Service_of_ours_has_instances(string service, int instances) =>
        Assert.Equal($"{instances}", PublishedAppHost.Map(published.Service(service)["deploy"])["replicas"]);

    [Theory]
    [InlineData("web", "web-migration: service_completed_successfully, cache: service_healthy")]
    [InlineData("friendbook-api", "friendbook-api-migration: service_completed_successfully")]
    [InlineData("instapic-api", "instapic-api-migration: service_completed_successfully")]
    [InlineData("web-migration", "postgres: service_healthy")]
    [InlineData("friendbook-api-migration", "postgres: service_healthy")]
    [InlineData("instapic-api-migration", "postgres: service_healthy")]
    [InlineData("keycloak", "postgres: service_healthy")]
    [InlineData("proxy", "web: service_started, keycloak: service_started")]
    public void Service_waits_for(string service, string others)
    {
        var waits = PublishedAppHost.Map(published.Service(service)["depends_on"]).Select(other => $"{other.Key}: {PublishedAppHost.Map(other.Value)["condition"]}");
        Assert.Equal(others.Split(", ").Order(StringComparer.Ordinal), waits.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Keycloak_runs_in_production_mode_with_the_three_realms_and_without_demo_accounts()
    {
        Assert.Equal(["start", "--import-realm"], published.List("keycloak", "command"));
        var environment = published.Environment("keycloak");
        Assert.Equal(("${LOGIN_URL}", "true", "true", "xforwarded"), (environment["KC_HOSTNAME"], environment["KC_HOSTNAME_BACKCHANNEL_DYNAMIC"], environment["KC_HTTP_ENABLED"], environment["KC_PROXY_HEADERS"]));
        Assert.Equal(("postgres", "jdbc:postgresql://postgres/keycloak", "${KEYCLOAK_DB_PASSWORD}"), (environment["KC_DB"], environment["KC_DB_URL"], environment["KC_DB_PASSWORD"]));
        Assert.Equal(("127.0.0.1", "10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7"), (environment["KC_HTTP_MANAGEMENT_HOST"], environment["KC_PROXY_TRUSTED_ADDRESSES"]));
        Assert.Equal(["/tmp:mode=1777", "/opt/keycloak/data/tmp:mode=1777"], published.List("keycloak", "tmpfs"));
        Assert.Equal(
            ["photoshare", "friendbook", "instapic"],
            published.Mounts("keycloak").Where(mount => (string)mount["type"] == "bind").Select(mount => RealmFile().Match((string)mount["target"]).Groups[1].Value));
        Assert.DoesNotContain("users-0", published.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("demo-ada", published.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("configs:", published.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Issuers_are_public_and_transport_is_internal()
    {
        var web = published.Environment("web");
        Assert.Equal(("${LOGIN_URL}/realms/photoshare", "http://keycloak:8080/realms/photoshare/.well-known/openid-configuration"), (web["SignIn__Issuer"], web["SignIn__MetadataAddress"]));
        foreach (var network in new[] { "friendbook", "instapic" })
        {
            var (issuer, metadata) = ($"${{LOGIN_URL}}/realms/{network}", $"http://keycloak:8080/realms/{network}/.well-known/openid-configuration");
            var api = published.Environment($"{network}-api");
            Assert.Equal((issuer, metadata), (web[$"Networks__{network}__Issuer"], web[$"Networks__{network}__MetadataAddress"]));
            Assert.Equal((issuer, metadata), (api["Issuer"], api["MetadataAddress"]));
        }
        Assert.All(["web", "friendbook-api", "instapic-api"], service => Assert.Equal("Production", published.Environment(service)["ASPNETCORE_ENVIRONMENT"]));
        Assert.DoesNotContain("ASPNETCORE_FORWARDEDHEADERS_ENABLED", published.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Service_has_a_login_of_its_own_and_only_its_migration_owns_the_database()
    {
        foreach (var (service, database) in new[] { ("web", "web"), ("friendbook-api", "friendbook_api"), ("instapic-api", "instapic_api") })
        {
            var variable = database.ToUpperInvariant();
            Assert.Equal($"Host=postgres;Database={database};Username={database};Password=${{{variable}_DB_PASSWORD}};Maximum Pool Size=12;GSS Encryption Mode=Disable", published.Environment(service)["ConnectionStrings__database"]);
            Assert.Equal($"Host=postgres;Database={database};Username={database}_owner;Password=${{{variable}_DB_OWNER_PASSWORD}};GSS Encryption Mode=Disable", published.Environment($"{service}-migration")["ConnectionStrings__database"]);
            Assert.Equal(["migrate"], published.List($"{service}-migration", "command"));
        }
        Assert.Equal(
            ["postgres"],
            published.Services.Keys.Where(service => published.Environment(service).ContainsValue("${POSTGRES_PASSWORD}")));
    }

    [Fact]
    public void Cache_is_bounded_and_forgets_nobody_by_surprise()
    {
        var command = published.List("cache", "command")[^1];
        Assert.Equal("exec redis-server --requirepass $$REDIS_PASSWORD --maxmemory 128mb --maxmemory-policy noeviction --save '' --appendonly no", command);
    }

    [Fact]
    public void Photos_and_databases_are_on_volumes_and_nothing_of_the_host_can_be_written_to()
    {
        Assert.Equal(["keycloak-build", "postgres-data", "proxy-data", "proxy-config", "friendbook-photos", "instapic-photos"], published.Volumes.Keys);
        foreach (var api in new[] { "friendbook", "instapic" })
        {
            var mount = Assert.Single(published.Mounts($"{api}-api"));
            Assert.Equal(("volume", $"{api}-photos", "/home/app"), (mount["type"], mount["source"], mount["target"]));
            Assert.Equal("/home/app/photos", published.Environment($"{api}-api")["DataDirectory"]);
        }
        Assert.All(published.Services.Keys.SelectMany(published.Mounts).Where(mount => (string)mount["type"] == "bind"), mount => Assert.Equal("true", mount["read_only"]));
    }

    [Theory]
    [InlineData("databases.sql", @"\\getenv \w+ (\w+)", "postgres")]
    [InlineData("Caddyfile", @"\{\$(\w+)", "proxy")]
    public void Mounted_file_finds_its_variables(string file, string variable, string service)
    {
        var names = Regex.Matches(PublishedAppHost.Mounted(file), variable).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Equal($"${{{name}}}", published.Environment(service)[name]));
    }

    [Fact]
    public void No_file_has_a_value_and_nothing_else_was_made()
    {
        Assert.All(published.Variables, variable => Assert.Equal("", variable.Value));
        Assert.All(Placeholder().Matches(published.Text).Select(match => match.Groups[1].Value), name => Assert.Contains(name, published.Variables));
        // Secrets stand in files as placeholders alone.
        Assert.All(SecretLine().Matches(published.Text).Select(match => match.Groups[1].Value), value => Assert.Matches("^\"(\\$\\{[A-Z_]+\\}=?)?\"$", value));
        Assert.Equal(["out"], Directory.GetFileSystemEntries(published.Folder).Select(Path.GetFileName));
        Assert.DoesNotContain(published.Folder, published.Text, StringComparison.Ordinal);
    }

    [GeneratedRegex("/opt/keycloak/data/import/(.+)-realm\\.json")]
    private static partial Regex RealmFile();

    [GeneratedRegex(@"(?<!\$)\$\{([A-Z0-9_]+)\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("^ +[A-Za-z_]*(?:PASSWORD|Secret|SECRET|DataKey): (.*)$", RegexOptions.Multiline)]
    private static partial Regex SecretLine();
}

using System.Text.Json.Nodes;

namespace PhotoShare.AuthorizationServer.Tests.Realms;

public sealed class RealmReadingTests : IDisposable
{
    private readonly RealmFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Realm_is_read_with_its_life_times_clients_and_scopes()
    {
        folder.WriteRealm();
        var realm = folder.Load().Find("sea")!;
        Assert.Equal("The Sea", realm.DisplayName);
        Assert.Equal(TimeSpan.FromSeconds(120), realm.AccessTokenLifespan);
        Assert.Equal(TimeSpan.FromSeconds(30), realm.ParRequestUriLifespan);
        Assert.Equal("sea-api", realm.FindScope("photos.read")!.ProtocolMappers[0].Config["included.client.audience"]);
        Assert.Equal(["http://boat.example/callback"], realm.FindClient("boat")!.RedirectUris);
    }

    [Fact]
    public void Absent_properties_have_the_defaults_of_Keycloak()
    {
        folder.Write("sea-realm.json", """{ "realm": "sea", "enabled": true }""");
        var realm = folder.Load().Find("sea")!;
        Assert.Equal("RS256", realm.DefaultSignatureAlgorithm);
        Assert.Equal(TimeSpan.FromMinutes(5), realm.AccessTokenLifespan);
        Assert.Equal(TimeSpan.FromMinutes(1), realm.AccessCodeLifespan);
        Assert.Equal(TimeSpan.FromDays(30), realm.OfflineSessionIdleTimeout);
        Assert.False(realm.RevokeRefreshToken);
    }

    [Fact]
    public void Client_without_lists_of_scopes_has_those_of_the_realm()
    {
        folder.WriteRealm();
        Assert.Equal(["basic"], folder.Load().Find("sea")!.FindClient("boat")!.DefaultClientScopes);
    }

    [Fact]
    public void Realm_that_is_not_enabled_is_not_served()
    {
        folder.WriteRealm();
        folder.Write("lake-realm.json", """{ "realm": "lake" }""");
        Assert.Equal("sea", Assert.Single(folder.Load().All).Name);
    }

    [Fact]
    public void Users_file_adds_users_to_its_realm()
    {
        folder.WriteRealm();
        folder.Write("sea-users-0.json", """{ "realm": "sea", "users": [ { "username": "ben", "enabled": true } ] }""");
        Assert.Equal(["ada", "ben"], folder.Load().Find("sea")!.Users.Select(user => user.Username));
    }

    [Fact]
    public void Placeholders_take_the_environment_then_their_default()
    {
        folder.Environment["BOAT_URL"] = "https://boat.example";
        folder.WriteRealm(realm => realm["clients"]![0]!["redirectUris"] = new JsonArray("${BOAT_URL}/a", "${OTHER_URL:http://localhost:5010}/b"));
        Assert.Equal(["https://boat.example/a", "http://localhost:5010/b"], folder.Load().Find("sea")!.FindClient("boat")!.RedirectUris);
    }

    [Fact]
    public void Value_of_a_placeholder_can_not_break_out_of_its_string()
    {
        folder.Environment["NAME"] = "\", \"sslRequired\": \"none\", \"x\": \"";
        folder.WriteRealm(realm => realm["displayName"] = "${NAME}");
        Assert.Equal(folder.Environment["NAME"], folder.Load().Find("sea")!.DisplayName);
    }

    [Fact]
    public void Placeholder_without_value_stops_the_start_and_names_file_path_and_variable()
    {
        folder.WriteRealm(realm => realm["clients"]![0]!["secret"] = "${BOAT_SECRET}");
        var problem = Assert.Single(folder.Problems());
        Assert.EndsWith("sea-realm.json", problem.File, StringComparison.Ordinal);
        Assert.Equal("$.clients[0].secret", problem.Path);
        Assert.Contains("BOAT_SECRET", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_of_translations_and_templates_are_left_as_they_are()
    {
        folder.WriteRealm(realm => realm["clientScopes"]![0]!["description"] = "${openIdScopeText}");
        Assert.Equal("${openIdScopeText}", folder.Load().Find("sea")!.FindScope("basic")!.Description);
    }

    [Fact]
    public void Secrets_do_not_appear_in_the_text_of_a_record()
    {
        folder.WriteRealm();
        var realm = folder.Load().Find("sea")!;
        Assert.DoesNotContain("a secret of the boat", $"{realm} {realm.Clients[0]} {realm.Users[0].Credentials[0]}", StringComparison.Ordinal);
        Assert.DoesNotContain("demo-ada", $"{realm} {realm.Users[0]} {realm.Users[0].Credentials[0]}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{ "realm": "a", "realm": "b" }""")]
    [InlineData("""{ "enabled": true }""")]
    public void File_that_is_no_realm_is_named(string content)
    {
        folder.Write("sea-realm.json", content);
        Assert.EndsWith("sea-realm.json", Assert.Single(folder.Problems()).File, StringComparison.Ordinal);
    }

    [Fact]
    public void Same_realm_twice_users_without_realm_and_missing_folders_are_problems()
    {
        folder.WriteRealm();
        folder.Write("sea2-realm.json", """{ "realm": "sea", "enabled": true }""");
        folder.Write("lake-users-0.json", """{ "realm": "lake", "users": [] }""");
        Assert.Equal(2, folder.Problems().Count);
        Assert.Throws<AuthorizationServer.Realms.RealmFileException>(() => AuthorizationServer.Realms.RealmCatalog.Load(["/no/such/folder"], _ => null));
    }
}

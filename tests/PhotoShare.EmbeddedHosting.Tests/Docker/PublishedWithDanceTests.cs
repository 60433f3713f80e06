namespace PhotoShare.EmbeddedHosting.Tests.Docker;

/// <summary>PhotoShare.Dance is published where it is asked for.</summary>
public sealed class PublishedWithDanceTests(PublishedWithDanceTests.Published published) : IClassFixture<PublishedWithDanceTests.Published>
{
    [Fact]
    public void Dance_is_behind_sign_in_and_nothing_leads_to_it()
    {
        Assert.Equal(["back", "cache"], published.List("dance", "networks"));
        Assert.Empty(published.List("dance", "ports"));
        Assert.Equal("true", published.Service("dance")["read_only"]);
        var environment = published.Environment("dance");
        Assert.Equal(("Production", "true"), (environment["ASPNETCORE_ENVIRONMENT"], environment["Dance__AllowOutsideDevelopment"]));
        Assert.Equal(("${LOGIN_URL}/realms/photoshare", "${DANCE_CLIENT_SECRET}", "dance"), (environment["Dance__SignIn__Issuer"], environment["Dance__SignIn__ClientSecret"], environment["Dance__SignIn__Role"]));
        Assert.DoesNotContain("Dance__Url", published.Environment("web").Keys);
    }

    [Fact]
    public void Services_send_it_their_spans() =>
        Assert.All(["web", "friendbook-api", "instapic-api", "keycloak"], service => Assert.Equal("http://dance:${DANCE_PORT}", published.Environment(service)["Dance__Endpoint"]));

    public sealed class Published : PublishedAppHost
    {
        protected override string[] Options => ["--dance", "true"];
    }
}

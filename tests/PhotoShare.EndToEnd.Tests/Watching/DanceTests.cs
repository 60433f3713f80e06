using Microsoft.Playwright;
using PhotoShare.EndToEnd.Tests.Browsing;
using PhotoShare.EndToEnd.Tests.Systems;

namespace PhotoShare.EndToEnd.Tests.Watching;

/// <summary>Somebody connects an account, presses <em>See this dance</em>, and sees what happened; the same on each authorization server.</summary>
public abstract class DanceTests(RunningSystem system, Browsers browsers) : IAsyncLifetime
{
    // As many as Dance has: one that was not seen would be no proof.
    private const int Rules = 12;

    private Person? _person;

    private Person Person => _person!;

    public async ValueTask InitializeAsync()
    {
        if (system.SkipReason is { } reason) Assert.Skip(reason);
        _person = await browsers.NewPersonAsync(system.Running.Web);
    }

    [Fact]
    public async Task See_this_dance_leads_to_this_dance_with_every_party_and_every_rule_kept_and_the_disconnect_follows_it()
    {
        var watched = new DancePages(Person.Page);
        await Person.SignInAsync(Person.Ada);
        await Person.ConnectByAsync("friendbook", "Instapic", Person.Ada);
        await Person.OpenFirstPhotoAsync("instapic");

        await Person.SeeDanceAsync("Instapic");
        var id = watched.Id;
        await watched.EndedAsync("Connect Instapic", "done");
        await Assertions.Expect(Person.Page.Locator(".balcony .step.done")).ToHaveCountAsync(5, DancePages.Soon);
        await Assertions.Expect(watched.Steps).ToHaveCountAsync(5);
        await Assertions.Expect(Person.Page.Locator("#rules .rule.kept")).ToHaveCountAsync(Rules, DancePages.Soon);
        await Assertions.Expect(watched.Rules).ToHaveCountAsync(Rules);

        await watched.TakeFrontRowAsync();
        Assert.Equal(id, watched.Id);
        foreach (var party in (string[])["PhotoShare, client", "Instapic, authorization server", "Friendbook, authorization server", "Instapic, resource server"])
            await SomeAsync(watched.To(party));
        foreach (var service in (string[])["web", "keycloak", "instapic-api"])
            await SomeAsync(watched.RecordedBy(service));
        foreach (var title in (string[])["Press on the button", "Pushed authorization request", "Sign-in", "Consent", "Callback", "Token request", "Photos read with the access token"])
            await SomeAsync(watched.Hop(title));
        // The back channel between the realms belongs to it as well: Instapic redeemed a grant of Friendbook's.
        await Assertions.Expect(watched.Hop("Token request")).ToHaveCountAsync(2, DancePages.Soon);

        await Person.DisconnectAsync("Instapic");
        await watched.OpenAsync(system.Running.Dance, id);
        var disconnect = watched.Later.GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Disconnect Instapic" });
        await Assertions.Expect(disconnect).ToHaveCountAsync(1, DancePages.Soon);
        await disconnect.ClickAsync();
        await watched.EndedAsync("Disconnect Instapic", "done");
        await Assertions.Expect(Person.Page.Locator($".crumbs a[href$='{id}']")).ToHaveTextAsync("Connect Instapic");
        await SomeAsync(watched.Hop("Revocation"));
        await SomeAsync(watched.Hop("Read with the old token").Locator(".tag.failed"));
    }

    [Fact]
    public async Task A_no_is_listed_as_refused()
    {
        var watched = new DancePages(Person.Page);
        await Person.SignInAsync(Person.Ben);
        await Person.PressConnectAsync("Friendbook");
        await Person.GiveCredentialsAsync(Person.Ben);
        await Person.SayNoAsync();

        await Person.SeeDanceAsync(Person.Page.Locator("main"));
        await watched.EndedAsync("Connect Friendbook", "refused");
        var id = watched.Id;
        await Assertions.Expect(Person.Page.Locator("#rules .verdict.broken")).ToHaveCountAsync(0);
        await watched.OpenListAsync("?outcome=refused");
        await Assertions.Expect(watched.Row(id).Locator(".state")).ToHaveTextAsync("refused");
        await watched.OpenListAsync("?outcome=done");
        await Assertions.Expect(watched.Row(id)).ToHaveCountAsync(0);
    }

    public async ValueTask DisposeAsync()
    {
        if (_person is not null) await _person.LeaveAsync();
        GC.SuppressFinalize(this);
    }

    private static Task SomeAsync(ILocator hops) => Assertions.Expect(hops).Not.ToHaveCountAsync(0, DancePages.Soon);
}

[Collection(nameof(EmbeddedSystem))]
public sealed class DanceOnTheEmbeddedServerTests(EmbeddedSystem system, Browsers browsers) : DanceTests(system, browsers);

[Collection(nameof(KeycloakSystem))]
public sealed class DanceOnKeycloakTests(KeycloakSystem system, Browsers browsers) : DanceTests(system, browsers);

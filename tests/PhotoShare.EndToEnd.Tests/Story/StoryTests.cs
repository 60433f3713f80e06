using Microsoft.Playwright;
using PhotoShare.EndToEnd.Tests.Browsing;
using PhotoShare.EndToEnd.Tests.Systems;

namespace PhotoShare.EndToEnd.Tests.Story;

/// <summary>What a person does with PhotoShare, in a real browser; the same on each authorization server.</summary>
public abstract class StoryTests(RunningSystem system, Browsers browsers) : IAsyncLifetime
{
    private Person? _person;

    private Person Person => _person!;

    public async ValueTask InitializeAsync()
    {
        if (system.SkipReason is { } reason) Assert.Skip(reason);
        _person = await browsers.NewPersonAsync(system.Running.Web);
    }

    [Fact]
    public async Task A_person_connects_both_networks_and_looks_at_photos_and_disconnect_makes_the_old_token_worthless()
    {
        await Person.SignInAsync(Person.Ada);

        await Person.ConnectAsync("Friendbook", Person.Ada);
        await Assertions.Expect(Person.Card("Friendbook")).ToContainTextAsync("Connected");
        await Person.OpenFirstPhotoAsync("friendbook");
        await ShouldHaveDrawnItsPhotoAsync();

        // Instapic lets people in with Friendbook.
        await Person.ConnectByAsync("friendbook", "Instapic", Person.Ada);
        await Person.OpenFirstPhotoAsync("instapic");
        await ShouldHaveDrawnItsPhotoAsync();

        await Person.OpenAsync("/connections/friendbook/try-to-write");
        await Person.Page.Locator("main button[type=submit]").ClickAsync();
        await Assertions.Expect(Person.Page.Locator("main")).ToContainTextAsync("insufficient_scope");

        await Person.DisconnectAsync("Friendbook");
        await Assertions.Expect(Person.Page.Locator("main")).ToContainTextAsync("refused it");
        await Person.OpenAsync("/connections");
        await Assertions.Expect(Person.Card("Friendbook")).ToContainTextAsync("Not connected");
        await Assertions.Expect(Person.Card("Instapic")).ToContainTextAsync("See the albums");
        await Person.DisconnectAsync("Instapic");
    }

    [Fact]
    public async Task No_on_the_consent_page_is_a_calm_page_and_connects_nothing()
    {
        await Person.SignInAsync(Person.Ben);
        await Person.PressConnectAsync("Friendbook");
        await Person.GiveCredentialsAsync(Person.Ben);
        await Person.SayNoAsync();

        await Assertions.Expect(Person.Heading("You said no, and that is fine")).ToBeVisibleAsync();
        Assert.DoesNotContain("state=", Person.Page.Url, StringComparison.Ordinal);
        await Person.OpenAsync("/connections");
        await Assertions.Expect(Person.Card("Friendbook")).ToContainTextAsync("Not connected");
    }

    public async ValueTask DisposeAsync()
    {
        if (_person is not null) await _person.LeaveAsync();
        GC.SuppressFinalize(this);
    }

    private async Task ShouldHaveDrawnItsPhotoAsync()
    {
        var photo = Person.Page.Locator("main img").First;
        await photo.ScrollIntoViewIfNeededAsync();
        // naturalWidth is 0 until the picture has come, and stays 0 when what came is no picture.
        await Person.Page.WaitForFunctionAsync("image => image.complete && image.naturalWidth > 100", await photo.ElementHandleAsync());
    }
}

[Collection(nameof(EmbeddedSystem))]
public sealed class StoryOnTheEmbeddedServerTests(EmbeddedSystem system, Browsers browsers) : StoryTests(system, browsers);

[Collection(nameof(KeycloakSystem))]
public sealed class StoryOnKeycloakTests(KeycloakSystem system, Browsers browsers) : StoryTests(system, browsers);

using Microsoft.Playwright;
using PhotoShare.EndToEnd.Tests.Browsing;
using PhotoShare.EndToEnd.Tests.Systems;

namespace PhotoShare.EndToEnd.Tests.Looks;

/// <summary>Takes the README's pictures from the running product: <c>docs/pictures/make</c> runs it, the ordinary tests leave it out.</summary>
[Collection(nameof(EmbeddedSystem))]
public sealed class Pictures(EmbeddedSystem system, Browsers browsers)
{
    // Four steps beside one another: the README's first picture.
    private static readonly string[] Story = ["consent", "connected", "albums", "disconnected"];

    [Theory(Explicit = true)]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Take(ColorScheme scheme)
    {
        var camera = new Camera(scheme);
        var person = await browsers.NewPersonAsync(system.Running.Web, camera.Options);
        var account = camera.Account;
        await person.OpenAsync("/");
        await camera.TakeAsync(person.Page, "home");
        await person.SignInAsync(account);
        await person.PressConnectAsync("Friendbook");
        await camera.TakeAsync(person.Page, "sign-in");
        await person.GiveCredentialsAsync(account);
        await person.Button("Yes").WaitForAsync();
        await camera.TakeAsync(person.Page, "consent");
        await person.SayYesAsync();
        await person.Button("Yes, keep it").WaitForAsync();
        await camera.TakeAsync(person.Page, "keep");
        await person.KeepAsync("Friendbook");
        await camera.TakeAsync(person.Page, "connected");
        await person.OpenAsync("/connections/friendbook/albums");
        await person.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await camera.TakeAsync(person.Page, "albums");
        await person.OpenFirstPhotoAsync("friendbook");
        await person.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await camera.TakeAsync(person.Page, "photo");
        await person.Page.GotoAsync(new Uri(system.Running.AuthorizationServer, "/realms/friendbook/account").ToString());
        await camera.TakeAsync(person.Page, "account");
        await person.OpenAsync("/connections/friendbook/try-to-write");
        await person.Page.Locator("main button[type=submit]").ClickAsync();
        await camera.TakeAsync(person.Page, "limit");
        await person.DisconnectAsync("Friendbook");
        await camera.TakeAsync(person.Page, "disconnected");
        await camera.ComposeAsync(person.Browser, "story", "1fr 1fr", Story.Select(name => camera.File(name)));
        await person.LeaveAsync();
    }
}

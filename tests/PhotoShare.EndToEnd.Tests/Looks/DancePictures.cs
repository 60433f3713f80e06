using Microsoft.Playwright;
using PhotoShare.EndToEnd.Tests.Browsing;
using PhotoShare.EndToEnd.Tests.Systems;
using PhotoShare.EndToEnd.Tests.Watching;

namespace PhotoShare.EndToEnd.Tests.Looks;

/// <summary>Takes pictures of a dance, watched in the running product: <c>docs/pictures/make</c> runs it, the ordinary tests leave it out.</summary>
[Collection(nameof(EmbeddedSystem))]
public sealed class DancePictures(EmbeddedSystem system, Browsers browsers)
{
    // The last two are as high as one another where they stand side by side.
    private const int Height = 1000, WideHeight = 1080, NarrowHeight = 1113;

    [Theory(Explicit = true)]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Take(ColorScheme scheme)
    {
        var camera = new Camera(scheme);
        var person = await browsers.NewPersonAsync(system.Running.Web, camera.Options);
        var watched = new DancePages(person.Page);
        await person.SignInAsync(camera.Account);
        await person.ConnectByAsync("friendbook", "Instapic", camera.Account);
        await person.OpenFirstPhotoAsync("instapic");

        await person.SeeDanceAsync("Instapic");
        var id = watched.Id;
        await watched.EndedAsync("Connect Instapic", "done");
        await Assertions.Expect(person.Page.Locator(".balcony .step.done")).ToHaveCountAsync(5, DancePages.Soon);
        await camera.TakeAsync(person.Page, "dance-balcony", Height);
        await watched.TakeFrontRowAsync();
        await camera.TakeAsync(person.Page, "dance-front-row", Height);
        await watched.Hop("Token request").Last.Locator("summary").ClickAsync();
        await camera.TakeAsync(person.Page, "dance-hop", Height, watched.Hop("Token request").Last);

        await person.DisconnectAsync("Instapic");
        await watched.OpenAsync(system.Running.Dance, id);
        await Assertions.Expect(watched.Later.GetByText("Disconnect Instapic")).ToHaveCountAsync(1, DancePages.Soon);
        await camera.TakeAsync(person.Page, "dance-after", Height, person.Page.Locator(".after"));
        await watched.Later.GetByText("Disconnect Instapic").ClickAsync();
        await watched.EndedAsync("Disconnect Instapic", "done");
        await camera.TakeAsync(person.Page, "dance-disconnect", Height);
        await watched.OpenListAsync();
        await camera.TakeAsync(person.Page, "dances", Height);

        await watched.OpenAsync(system.Running.Dance, id);
        await camera.TakeAsync(person.Page, "dance-narrow", NarrowHeight, person.Page.Locator(".balcony"));
        await watched.TakeFrontRowAsync();
        await camera.TakeAsync(person.Page, "dance-wide", WideHeight, person.Page.Locator(".heading"));
        await camera.ComposeAsync(person.Browser, "dance", "1fr 330px", camera.File("dance-wide"), camera.File("dance-narrow", narrow: true));
        await person.LeaveAsync();
    }
}

using Microsoft.Playwright;
using PhotoShare.EndToEnd.Tests.Browsing;
using PhotoShare.EndToEnd.Tests.Systems;

namespace PhotoShare.EndToEnd.Tests.Looks;

/// <summary>Takes the README's pictures from the running product: <c>docs/pictures/take.sh</c> runs it, the ordinary tests leave it out.</summary>
[Collection(nameof(EmbeddedSystem))]
public sealed class Pictures(EmbeddedSystem system, Browsers browsers)
{
    private const string FolderVariable = "PHOTOSHARE_PICTURES";
    private readonly List<string> _inStory = [];
    private string _folder = "";

    [Theory(Explicit = true)]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Take(ColorScheme scheme)
    {
        _folder = Environment.GetEnvironmentVariable(FolderVariable) ?? throw new InvalidOperationException($"Set {FolderVariable} to the folder that takes the pictures.");
        var person = await browsers.NewPersonAsync(system.Running.Web, new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = 1280, Height = 800 },
        });
        var account = scheme == ColorScheme.Light ? Person.Ada : Person.Ben;
        await person.OpenAsync("/");
        await TakeAsync(person, scheme, "home");
        await person.SignInAsync(account);
        await person.PressConnectAsync("Friendbook");
        await TakeAsync(person, scheme, "sign-in");
        await person.GiveCredentialsAsync(account);
        await person.Button("Yes").WaitForAsync();
        await TakeAsync(person, scheme, "consent", inStory: true);
        await person.SayYesAsync();
        await person.Button("Yes, keep it").WaitForAsync();
        await TakeAsync(person, scheme, "keep");
        await person.KeepAsync("Friendbook");
        await TakeAsync(person, scheme, "connected", inStory: true);
        await person.OpenAsync("/connections/friendbook/albums");
        await person.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await TakeAsync(person, scheme, "albums", inStory: true);
        await person.OpenFirstPhotoAsync("friendbook");
        await person.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await TakeAsync(person, scheme, "photo");
        await person.Page.GotoAsync(new Uri(system.Running.AuthorizationServer, "/realms/friendbook/account").ToString());
        await TakeAsync(person, scheme, "account");
        await person.OpenAsync("/connections/friendbook/try-to-write");
        await person.Page.Locator("main button[type=submit]").ClickAsync();
        await TakeAsync(person, scheme, "limit");
        await person.DisconnectAsync("Friendbook");
        await TakeAsync(person, scheme, "disconnected", inStory: true);
        await ComposeAsync(person, scheme);
        await person.LeaveAsync();
    }

    private async Task TakeAsync(Person person, ColorScheme scheme, string name, bool inStory = false)
    {
        var file = Path.Combine(_folder, $"{name}-{scheme}.png".ToLowerInvariant());
        await person.Page.ScreenshotAsync(new PageScreenshotOptions { Path = file });
        await person.Page.SetViewportSizeAsync(360, 800);
        await person.Page.ScreenshotAsync(new PageScreenshotOptions { Path = file.Replace(".png", "-360.png", StringComparison.Ordinal) });
        await person.Page.SetViewportSizeAsync(1280, 800);
        if (inStory) _inStory.Add(file);
    }

    /// <summary>Four steps beside one another: the README's first picture.</summary>
    private async Task ComposeAsync(Person person, ColorScheme scheme)
    {
        var images = await Task.WhenAll(_inStory.Select(async file => $"<img src=\"data:image/png;base64,{Convert.ToBase64String(await File.ReadAllBytesAsync(file))}\">"));
        var page = await person.Browser.NewPageAsync();
        await page.SetViewportSizeAsync(1600, 1010);
        await page.SetContentAsync($$"""
            <style>
              body { margin: 0; padding: 20px; display: grid; grid-template-columns: 1fr 1fr; gap: 20px; background: {{(scheme == ColorScheme.Light ? "#e9e6e1" : "#0b0b0c")}} }
              img { width: 100%; display: block; border-radius: 8px; box-shadow: 0 2px 12px #0004 }
            </style>
            {{string.Concat(images)}}
            """);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(_folder, $"story-{scheme}.png".ToLowerInvariant()) });
    }
}

using Microsoft.Playwright;
using PhotoShare.EndToEnd.Tests.Browsing;

namespace PhotoShare.EndToEnd.Tests.Looks;

/// <summary>Takes pictures of pages, wide and narrow, in one of the two themes, and composes some of them for the README.</summary>
public sealed class Camera(ColorScheme scheme)
{
    private const string FolderVariable = "PHOTOSHARE_PICTURES";
    private const int Wide = 1280, Narrow = 360;

    private readonly string _folder = Environment.GetEnvironmentVariable(FolderVariable)
        ?? throw new InvalidOperationException($"Set {FolderVariable} to the folder that takes the pictures.");

    public BrowserNewContextOptions Options => new() { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = Wide, Height = 800 } };

    /// <summary>The account that plays: each theme has one of its own.</summary>
    public string Account => scheme == ColorScheme.Light ? Person.Ada : Person.Ben;

    /// <summary>Where the picture of this name lies: the wide one, or the narrow one.</summary>
    public string File(string name, bool narrow = false) => Path.Combine(_folder, $"{name}-{scheme}{(narrow ? "-360" : "")}.png".ToLowerInvariant());

    /// <param name="height">Of what is seen, in CSS pixels.</param>
    /// <param name="from">What stands at the top of the picture; none for where the page stands.</param>
    public async Task TakeAsync(IPage page, string name, int height = 800, ILocator? from = null)
    {
        ArgumentNullException.ThrowIfNull(page);
        foreach (var narrow in (bool[])[false, true])
        {
            await page.SetViewportSizeAsync(narrow ? Narrow : Wide, height);
            if (from is not null) await from.EvaluateAsync("element => element.scrollIntoView()");
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = File(name, narrow) });
        }

        await page.SetViewportSizeAsync(Wide, 800);
    }

    /// <summary>Some pictures in one.</summary>
    /// <param name="columns">As CSS has them.</param>
    /// <param name="files">From left to right, and from top to bottom.</param>
    public async Task ComposeAsync(IBrowserContext browser, string name, string columns, params IEnumerable<string> files)
    {
        ArgumentNullException.ThrowIfNull(browser);
        var images = await Task.WhenAll(files.Select(async file => $"<img src=\"data:image/png;base64,{Convert.ToBase64String(await System.IO.File.ReadAllBytesAsync(file))}\">"));
        var page = await browser.NewPageAsync();
        await page.SetViewportSizeAsync(1600, 500);
        await page.SetContentAsync($$"""
            <style>
              body { margin: 0; padding: 20px; display: grid; align-items: start; grid-template-columns: {{columns}}; gap: 20px; background: {{(scheme == ColorScheme.Light ? "#e9e6e1" : "#0b0b0c")}} }
              img { width: 100%; display: block; border-radius: 8px; box-shadow: 0 2px 12px #0004 }
            </style>
            {{string.Concat(images)}}
            """);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = File(name), FullPage = true });
        await page.CloseAsync();
    }
}

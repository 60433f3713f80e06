using Microsoft.Playwright;
using PhotoShare.Dance.Tests.Dances;
using PhotoShare.Dance.Tests.Pages;
using PhotoShare.Dance.Tests.Samples;

namespace PhotoShare.Dance.Tests.Looks;

/// <summary>Takes pictures of the pages into the folder that PHOTOSHARE_PICTURES names, to be looked at; the ordinary tests leave it out.</summary>
public sealed class Pictures(Chrome chrome)
{
    private const string FolderVariable = "PHOTOSHARE_PICTURES";

    private static readonly (string Name, string Path)[] Shots =
    [
        ("list", "/"),
        ("nothing", "/?network=nowhere"),
        ("lost", $"/dances/{new string('0', 32)}"),
        ("balcony", $"/dances/{SampleDances.Id(1)}"),
        ("front-row", $"/dances/{SampleDances.Id(1)}?view=front-row"),
        ("open-hop", $"/dances/{SampleDances.Id(1)}?view=front-row#hop-20"),
        ("refused", $"/dances/{SampleDances.Id(2)}"),
        ("refused-front-row", $"/dances/{SampleDances.Id(2)}?view=front-row"),
        ("broken", $"/dances/{SampleDances.Id(3)}?view=front-row#hop-7"),
        ("under-way", $"/dances/{SampleDances.Id(4)}"),
        ("sign-in", $"/dances/{SampleDances.Id(5)}"),
        ("disconnect", $"/dances/{SampleDances.Id(8)}?view=balcony"),
        ("hostile", $"/dances/{SampleDances.Id(9)}?view=front-row"),
    ];

    [Theory(Explicit = true)]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Light, 1920)]
    [InlineData(ColorScheme.Light, 360)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Take(ColorScheme scheme, int width)
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable) ?? throw new InvalidOperationException($"Set {FolderVariable} to the folder that takes the pictures.");
        await using var host = new PagesHost();
        (string, string)[] recorded = [.. new[] { "connect", "federation", "denial", "disconnect" }.SelectMany(name =>
        {
            var dance = Danced.Read(name);
            host.Dances.Put(dance);
            return new[] { ($"kept-{name}-balcony", $"/dances/{dance.Id}?view=balcony"), ($"kept-{name}", $"/dances/{dance.Id}?view=front-row") };
        })];
        var page = await chrome.OpenAsync(host, "/", new BrowserNewContextOptions { ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 900 } });
        foreach (var (name, path) in Shots.Concat(recorded))
        {
            await page.GotoAsync("about:blank");
            await page.GotoAsync(host.Address + path);
            var file = Path.Combine(folder, $"{name}-{scheme}-{width}".ToLowerInvariant());
            if (path.Contains('#', StringComparison.Ordinal)) await page.ScreenshotAsync(new PageScreenshotOptions { Path = $"{file}-place.png" });
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = $"{file}.png", FullPage = true });
        }
        await page.GotoAsync($"{host.Address}/dances/{SampleDances.Id(1)}?view=front-row");
        await page.GotoAsync($"{host.Address}/dances/{SampleDances.Id(1)}/paper.svg");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"svg-{scheme}-{width}.png".ToLowerInvariant()) });
        await page.GotoAsync($"{host.Address}/dances/{SampleDances.Id(1)}?view=front-row");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print, ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(703, 1032);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"paper-{scheme}.png".ToLowerInvariant()) });
        await page.PdfAsync(new PagePdfOptions { Path = Path.Combine(folder, $"paper-{scheme}.pdf".ToLowerInvariant()), Format = "A4" });
        await page.Context.CloseAsync();
    }
}

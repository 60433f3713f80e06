using Microsoft.Playwright;
using PhotoShare.Dance.Tests.Pages;

[assembly: AssemblyFixture(typeof(PhotoShare.Dance.Tests.Looks.Chrome))]

namespace PhotoShare.Dance.Tests.Looks;

/// <summary>One Chromium and one running program with the sample dances, for all tests that look at pages.</summary>
public sealed class Chrome : IAsyncLifetime
{
    // The browser that test.sh found: a path, or "playwright" for the one that Playwright installed.
    private const string BrowserVariable = "PHOTOSHARE_TEST_BROWSER";
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly Lazy<Task<IBrowser>> _browser;
    private IPlaywright? _playwright;

    public Chrome() => _browser = new(LaunchAsync);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    internal async Task<IPage> OpenAsync(PagesHost host, string path, BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.BaseURL = host.Address;
        options.ReducedMotion = ReducedMotion.Reduce;
        var context = await (await _browser.Value).NewContextAsync(options);
        context.SetDefaultTimeout(30_000);
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser.IsValueCreated) await (await _browser.Value).DisposeAsync();
        _playwright?.Dispose();
    }

    private async Task<IBrowser> LaunchAsync()
    {
        var chosen = Environment.GetEnvironmentVariable(BrowserVariable) ?? Places.FirstOrDefault(File.Exists);
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(60_000);
        return await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = chosen is null or "playwright" ? null : chosen,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }
}

using System.Collections;
using Microsoft.Playwright;

namespace PhotoShare.EndToEnd.Tests.Browsing;

/// <summary>One Chromium for all tests; each person is a context of their own, with cookies of their own.</summary>
public sealed class Browsers : IAsyncLifetime
{
    // The browser that test.sh found: a path, or "playwright" for the one that Playwright installed.
    private const string BrowserVariable = "PHOTOSHARE_TEST_BROWSER";
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    /// <summary>The folder that Chromium takes for the person's home: authorities that they trust are in its <c>.pki/nssdb</c>. Null: this process's.</summary>
    public string? Home { get; init; }

    /// <summary>More of Chromium's own arguments.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        var chosen = Environment.GetEnvironmentVariable(BrowserVariable) ?? Places.FirstOrDefault(File.Exists);
        _playwright = await Playwright.CreateAsync();
        // Playwright has one for the whole process. Generous, as below.
        Assertions.SetDefaultExpectTimeout(60_000);
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = chosen is null or "playwright" ? null : chosen,
            // Without a sandbox, for tests run as root in containers; without the browser's own errands on the network.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", .. Arguments],
            Env = Home is null ? null : Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Where(variable => variable.Key is not "HOME")
                .Select(variable => KeyValuePair.Create((string)variable.Key, (string)variable.Value!)).Append(new("HOME", Home)),
        });
    }

    /// <summary>A person at a browser of their own, without cookies.</summary>
    public async Task<Person> NewPersonAsync(Uri home, BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.BaseURL = home.ToString();
        options.ReducedMotion = ReducedMotion.Reduce;
        var context = await _browser!.NewContextAsync(options);
        // Generous, for a machine that is busy with other tests; nothing here measures time.
        context.SetDefaultTimeout(30_000);
        return new Person(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

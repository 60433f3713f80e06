using Microsoft.Playwright;
using PhotoShare.EndToEnd.Tests.Browsing;

namespace PhotoShare.EndToEnd.Tests.Dashboard;

/// <summary>Aspire's own dashboard on the embedded engine, driven as a developer drives it.</summary>
[Collection(nameof(EmbeddedDashboardSystem))]
public sealed class DashboardTests(EmbeddedDashboardSystem system, Browsers browsers) : IAsyncLifetime
{
    private static readonly string[] Services = ["dance", "friendbook-api", "instapic-api", "web"];
    private Person? _developer;
    private DashboardPage? _dashboard;

    private DashboardPage Dashboard => _dashboard!;

    public async ValueTask InitializeAsync()
    {
        if (system.SkipReason is { } reason) Assert.Skip(reason);
        _developer = await browsers.NewPersonAsync(system.Link, new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 900 } });
        _dashboard = new(_developer.Page, system.Link);
    }

    [Fact]
    public async Task Resources_stand_there_with_state_and_addresses_by_name()
    {
        await Dashboard.SignInAsync();

        foreach (var resource in (string[])["cache", "keycloak", .. Services])
            await Assertions.Expect(Dashboard.State(resource)).ToHaveTextAsync("Running");
        await Assertions.Expect(Dashboard.Row("web").GetByRole(AriaRole.Link, new() { Name = "PhotoShare", Exact = true })).ToHaveAttributeAsync("href", system.Running.Web.ToString().TrimEnd('/'));
        await Assertions.Expect(Dashboard.Row("keycloak").GetByRole(AriaRole.Link)).ToHaveTextAsync("Authorization server");
    }

    [Fact]
    public async Task Without_the_printed_link_nobody_gets_in()
    {
        await Dashboard.OpenAsync("/");

        await Assertions.Expect(Dashboard.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/login\\?returnUrl="));
        await Assertions.Expect(Dashboard.Page.GetByText("friendbook-api")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Console_log_is_live()
    {
        await Dashboard.SignInAsync();
        await Dashboard.OpenAsync("/consolelogs/resource/instapic-api");
        await Assertions.Expect(Dashboard.Page.GetByText("Application started.")).ToHaveCountAsync(1);

        await Dashboard.Page.Locator("fluent-button[title='Restart']").First.ClickAsync();

        // The same page, which nobody loads again.
        await Assertions.Expect(Dashboard.Page.GetByText("Application is shutting down...")).ToBeVisibleAsync();
        await Assertions.Expect(Dashboard.Page.GetByText("Application started.")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Resource_is_restarted_stopped_and_started_by_its_buttons()
    {
        await Dashboard.SignInAsync();
        await Dashboard.PressAsync("friendbook-api", "Restart");
        await system.Running.Said("friendbook-api was stopped by hand");
        await Assertions.Expect(Dashboard.State("friendbook-api")).ToHaveTextAsync("Running");

        await Dashboard.PressAsync("friendbook-api", "Stop");
        await Assertions.Expect(Dashboard.State("friendbook-api")).ToHaveTextAsync("Finished");
        await Assert.ThrowsAnyAsync<PlaywrightException>(() => Dashboard.Page.APIRequest.GetAsync(new Uri(system.Running.FriendbookApi, "/health").ToString()));
        await Assertions.Expect(Dashboard.State("web")).ToHaveTextAsync("Running");

        await Dashboard.PressAsync("friendbook-api", "Start");
        await Assertions.Expect(Dashboard.State("friendbook-api")).ToHaveTextAsync("Running");
        Assert.True((await Dashboard.Page.APIRequest.GetAsync(new Uri(system.Running.FriendbookApi, "/health").ToString())).Ok);
    }

    [Fact]
    public async Task Logs_traces_and_metrics_of_our_services_are_shown_under_their_resources()
    {
        // Something to see: a page of Web's for which it asks the authorization server.
        await _developer!.Page.GotoAsync(new Uri(system.Running.Web, "/connections").ToString());
        await Dashboard.SignInAsync();

        // Dance has nothing to say while all is well, after its first lines, and these come before the dashboard is there.
        foreach (var service in Services.Except(["dance"]))
            await Dashboard.ShowsTelemetryAsync("structuredlogs", service);
        await Dashboard.ShowsTelemetryAsync("traces", "web");
        foreach (var service in (string[])["dance", "web"])
        {
            await Dashboard.OpenAsync($"/metrics/resource/{service}");
            await Assertions.Expect(Dashboard.Page.GetByText("http.server.request.duration").First).ToBeVisibleAsync();
        }
    }

    [Fact]
    public async Task No_key_of_this_run_stands_in_a_log_file()
    {
        var token = System.Web.HttpUtility.ParseQueryString(system.Link.Query)["t"]!;
        Assert.Equal(32, token.Length);
        var logs = system.Running.Data.GetFiles("*.log", SearchOption.AllDirectories);

        Assert.Contains(logs, log => log.Name == "aspire-dashboard.log");
        foreach (var log in logs)
        {
            using var reader = new StreamReader(new FileStream(log.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            Assert.DoesNotContain(token, await reader.ReadToEndAsync(), StringComparison.Ordinal);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_developer is not null) await _developer.LeaveAsync();
    }
}

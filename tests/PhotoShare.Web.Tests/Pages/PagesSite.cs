using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PhotoShare.Web.Layout;
using PhotoShare.Web.Problems;
using PhotoShare.Web.Watching;

namespace PhotoShare.Web.Tests.Pages;

/// <summary>A site with the real pages, problem handling and static files, and samples in place of the services behind them.</summary>
public sealed class PagesSite : IAsyncDisposable
{
    private readonly WebApplication app;

    private PagesSite(WebApplication app) => this.app = app;

    public HttpClient Browser { get; private set; } = null!;

    public static async Task<PagesSite> StartAsync(string environment = "Production", string? person = null, Action<WebApplication>? map = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment, ApplicationName = typeof(PagesSetup).Assembly.GetName().Name });
        builder.Logging.ClearProviders();
        // As after a publish: files do not change while the site runs.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.WebHost.UseStaticWebAssets().UseTestServer();
        builder.Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        builder.Services.AddPages();
        builder.Services.AddSingleton(new DanceAddress("http://127.0.0.1:5040"));
        builder.Services.AddSingleton<TimeProvider>(new FakeTimeProvider(Samples.Now));
        var app = builder.Build();
        app.UseProblemPages();
        if (person is not null)
        {
            app.Use((context, next) =>
            {
                context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim("name", person)], "test"));
                return next(context);
            });
        }

        app.UseAntiforgery();
        app.MapPages();
        app.MapSamples();
        map?.Invoke(app);
        await app.StartAsync();
        var site = new PagesSite(app) { Browser = app.GetTestClient() };
        site.Browser.DefaultRequestHeaders.Add("Accept", "text/html");
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await app.DisposeAsync();
    }
}

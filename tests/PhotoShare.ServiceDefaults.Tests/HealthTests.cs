using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace PhotoShare.ServiceDefaults.Tests;

public sealed class HealthTests
{
    [Fact]
    public async Task A_service_that_lacks_something_is_alive_but_not_healthy_and_says_no_more()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        builder.Services.AddHealthChecks().AddCheck("cache", () => HealthCheckResult.Unhealthy("no route to 10.0.0.7"));
        await using var app = builder.Build();
        app.MapDefaultEndpoints();
        await app.StartAsync();

        Assert.Equal((HttpStatusCode.OK, "Healthy"), await GetAsync(app.Urls.Single() + "/alive"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), await GetAsync(app.Urls.Single() + "/health"));
    }

    /// <summary>By a plain handler: the services' own clients would try again on 503.</summary>
    private static async Task<(HttpStatusCode, string)> GetAsync(string url)
    {
        using var handler = new SocketsHttpHandler();
        using var client = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        using var response = await client.SendAsync(request, CancellationToken.None);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}

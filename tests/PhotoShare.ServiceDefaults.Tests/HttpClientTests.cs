using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;

namespace PhotoShare.ServiceDefaults.Tests;

/// <summary>What the HTTP clients of every service do, and never do, against a server of the test's own.</summary>
public sealed class HttpClientTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<string> requests = new();
    private WebApplication server = null!;
    private IHost host = null!;

    public async ValueTask InitializeAsync()
    {
        var web = WebApplication.CreateSlimBuilder();
        web.Logging.ClearProviders();
        web.WebHost.UseUrls("http://127.0.0.1:0");
        server = web.Build();
        server.Use((context, next) =>
        {
            requests.Enqueue($"{context.Request.Method} {context.Request.Path} {context.Request.Headers.Cookie}");
            return next(context);
        });
        server.Map("/broken", () => Results.StatusCode(503));
        server.Map("/moved", () => Results.Redirect("/elsewhere", permanent: false, preserveMethod: true));
        server.Map("/cookie", (HttpResponse response) => response.Cookies.Append("session", "of somebody"));
        await server.StartAsync();

        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.AddServiceDefaults();
        builder.Services.PostConfigureAll<HttpStandardResilienceOptions>(options => options.Retry.Delay = TimeSpan.Zero);
        host = builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        host.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_POST_is_never_repeated()
    {
        using var answer = await Client().PostAsync("/broken", new StringContent("code=abc"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(["POST /broken "], requests);
    }

    [Fact]
    public async Task A_GET_is_tried_again()
    {
        using var answer = await Client().GetAsync("/broken");

        Assert.True(requests.Count > 1);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_for_it_would_repeat_the_POST_elsewhere()
    {
        using var answer = await Client().PostAsync("/moved", new StringContent("code=abc"));

        Assert.Equal(HttpStatusCode.TemporaryRedirect, answer.StatusCode);
        Assert.Equal(["POST /moved "], requests);
    }

    [Fact]
    public async Task Cookies_of_one_answer_do_not_go_with_the_next_request()
    {
        (await Client().GetAsync("/cookie")).Dispose();
        (await Client().GetAsync("/cookie")).Dispose();

        Assert.Equal(["GET /cookie ", "GET /cookie "], requests);
    }

    private HttpClient Client()
    {
        var client = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.BaseAddress = new Uri(server.Urls.Single());
        return client;
    }
}

using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace PhotoShare.ServiceDefaults.Tests;

/// <summary>A service that is told to end finishes what it has begun, and begins nothing more.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task A_request_in_flight_gets_its_answer_and_its_connection_takes_no_other()
    {
        var (begun, finish) = (new TaskCompletionSource(), new TaskCompletionSource());
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddServiceDefaults();
        await using var app = builder.Build();
        app.MapGet("/slow", async () =>
        {
            begun.SetResult();
            await finish.Task;
            return "answered";
        });
        await app.StartAsync();
        var address = new Uri(app.Urls.Single());
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = 1 };
        using var client = new HttpMessageInvoker(handler);

        var slow = GetAsync(client, new Uri(address, "/slow"));
        await begun.Task;
        // The signal's way (SIGTERM): the application ends by itself.
        var ended = app.WaitForShutdownAsync();
        app.Lifetime.StopApplication();
        await RefusedAsync(address);
        Assert.False(ended.IsCompleted);
        finish.SetResult();

        using var answer = await slow;
        Assert.Equal((HttpStatusCode.OK, "answered"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.True(answer.Headers.ConnectionClose);
        await ended;
        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(client, new Uri(address, "/slow")));
    }

    [Fact]
    public void It_waits_for_them_for_half_a_minute()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.AddServiceDefaults();
        using var host = builder.Build();

        Assert.Equal(TimeSpan.FromSeconds(30), host.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpMessageInvoker client, Uri address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return await client.SendAsync(request, CancellationToken.None);
    }

    /// <summary>Until nobody listens there any more.</summary>
    private static async Task RefusedAsync(Uri address)
    {
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, address.Port);
            }
            catch (SocketException)
            {
                return;
            }
        }
    }
}

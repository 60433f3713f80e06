using PhotoShare.Web.Watching;

namespace PhotoShare.Web.Dance;

/// <summary>The HTTP client for the back channel: calls from server to server that no browser sees.</summary>
public static class BackChannelClient
{
    public const string Name = "authorization-server";

    /// <summary>The same, for the framework's OpenID Connect handler.</summary>
    public const string SignInName = "sign-in-server";

    // A key set with a dozen certificates has 30 KB; nothing that we ask for is larger.
    internal const int MostBytes = 256 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    public static void AddBackChannel(this WebApplicationBuilder builder)
    {
        builder.AddBackChannel(Name);
        builder.AddBackChannel(SignInName).AddHttpMessageHandler<SignInHops>();
    }

    private static IHttpClientBuilder AddBackChannel(this WebApplicationBuilder builder, string name)
    {
        var client = builder.Services.AddHttpClient(name, client =>
            {
                client.MaxResponseContentBufferSize = MostBytes;
                client.Timeout = Timeout;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                // A redirect (307, 308) would carry code, verifier and assertion to an address that nobody configured.
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            })
            .SetHandlerLifetime(System.Threading.Timeout.InfiniteTimeSpan);
#pragma warning disable EXTEXP0001 // Experimental in its shape; without it ServiceDefaults' handler would try again.
        // A person waits for the answer: better a page that says so now than one after three attempts.
        client.RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
        return client;
    }
}

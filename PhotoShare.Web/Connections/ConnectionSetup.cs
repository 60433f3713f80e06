using PhotoShare.Web.Networks;

namespace PhotoShare.Web.Connections;

/// <summary>Connections and what keeps them working.</summary>
public static class ConnectionSetup
{
    internal const string ProbeClient = "disconnected-token";

    public static void AddConnections(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new NetworkCatalogue(builder.Configuration, builder.Environment));
#pragma warning disable EXTEXP0001 // As for the back channel: Disconnecting tries again by itself.
        builder.Services.AddHttpClient(ProbeClient, client => client.Timeout = TimeSpan.FromSeconds(3)).RemoveAllResilienceHandlers();
#pragma warning restore EXTEXP0001
        builder.Services
            .AddSingleton<TokenProtection>()
            .AddSingleton<ConnectionStore>()
            .AddSingleton<RefreshLocks>()
            .AddSingleton<ConnectionTokens>()
            .AddSingleton<Revocations>()
            .AddSingleton<PendingConnections>()
            .AddSingleton<Disconnecting>()
            .AddSingleton<DisconnectOutcomes>()
            .AddHostedService<RevocationWorker>();
    }
}

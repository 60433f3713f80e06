namespace PhotoShare.AuthorizationServer.Brokering;

internal static class BrokeringSetup
{
    /// <summary>Adds sign-in at the realms' identity providers.</summary>
    public static void AddBrokering(this IServiceCollection services)
    {
        services.AddSingleton<BrokeredSignIns>();
        services.AddSingleton<IdTokens>();
        services.AddScoped<ProviderClient>();
        services.AddScoped<BrokeredAccounts>();
        services.AddHttpClient(ProviderClient.HttpClientName, client =>
        {
            client.Timeout = TimeSpan.FromSeconds(10);
            client.MaxResponseContentBufferSize = 256 * 1024;
        }).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });
    }
}

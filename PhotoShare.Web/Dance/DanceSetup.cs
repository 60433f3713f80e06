namespace PhotoShare.Web.Dance;

/// <summary>The connecting client.</summary>
public static class DanceSetup
{
    public static void AddDance(this WebApplicationBuilder builder)
    {
        builder.AddBackChannel();
        builder.Services
            .AddSingleton<ClientAuthentication>()
            .AddSingleton<BackChannel>()
            .AddSingleton<Discovery>()
            .AddSingleton<TransactionStore>()
            .AddSingleton<AuthorizationRequest>()
            .AddSingleton<AuthorizationResponseCheck>()
            .AddSingleton<CodeRedemption>()
            .AddSingleton<IdTokenCheck>()
            .AddSingleton<AccountLookup>()
            .AddSingleton<TokenRefresh>()
            .AddSingleton<Revocation>()
            .AddSingleton<ConnectingDance>()
            .AddSingleton<DanceCookies>()
            .AddSingleton<DanceProblems>();
    }
}

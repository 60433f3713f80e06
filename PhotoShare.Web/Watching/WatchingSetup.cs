namespace PhotoShare.Web.Watching;

/// <summary>What Web needs to be watched while it dances.</summary>
public static class WatchingSetup
{
    public static void AddWatching(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services
            .AddSingleton(new DanceAddress(builder.Configuration["Dance:Url"]))
            .AddSingleton<WebHops>()
            .AddSingleton<RequestHops>()
            .AddSingleton<ReadHops>()
            .AddTransient<SignInHops>();
    }
}

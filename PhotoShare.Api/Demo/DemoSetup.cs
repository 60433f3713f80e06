namespace PhotoShare.Api.Demo;

/// <summary>Development only: an account without albums is given a few, so that there is something to look at.</summary>
internal static class DemoSetup
{
    public static void AddDemoAlbums(this WebApplicationBuilder builder)
    {
        if (builder.Environment.IsDevelopment()) builder.Services.AddSingleton<DemoAlbums>();
    }

    public static RouteGroupBuilder WithDemoAlbums(this RouteGroupBuilder group, IHostEnvironment environment)
    {
        if (environment.IsDevelopment()) group.AddEndpointFilter<DemoFilter>();
        return group;
    }
}

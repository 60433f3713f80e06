namespace PhotoShare.Api.Demo;

/// <summary>An account without albums is given a few, so that there is something to look at: in Development, and where <c>DemoAlbums</c> is <c>true</c>.</summary>
internal static class DemoSetup
{
    public static void AddDemoAlbums(this WebApplicationBuilder builder)
    {
        if (AreWanted(builder.Configuration, builder.Environment)) builder.Services.AddSingleton<DemoAlbums>();
    }

    public static RouteGroupBuilder WithDemoAlbums(this RouteGroupBuilder group, WebApplication app)
    {
        if (AreWanted(app.Configuration, app.Environment)) group.AddEndpointFilter<DemoFilter>();
        return group;
    }

    private static bool AreWanted(IConfiguration configuration, IHostEnvironment environment) => configuration["DemoAlbums"] switch
    {
        null or "" => environment.IsDevelopment(),
        var value => bool.TryParse(value, out var wanted) ? wanted : throw new InvalidOperationException($"Set DemoAlbums to true or false, not to '{value}'."),
    };
}

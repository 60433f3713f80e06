using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;

namespace PhotoShare.Dance.Guards;

/// <summary>Who gets an answer: loopback's own names in Development; elsewhere only who is told to, and whoever signs in.</summary>
internal static partial class GuardSetup
{
    private static readonly string[] Loopback = ["localhost", "127.0.0.1", "[::1]"];

    public static void AddGuards(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<DanceOptions>, DanceOptionsValidator>();
        builder.Services.AddOptions<DanceOptions>().BindConfiguration(DanceOptions.Section);
        // A page of anybody's can give its own name our address (DNS rebinding): names are answered to by a list.
        builder.Services.AddOptions<HostFilteringOptions>().Configure<IOptions<DanceOptions>>((filtering, dance) =>
        {
            filtering.AllowedHosts = [.. Loopback, .. DanceOptions.List(dance.Value.Hosts)];
            filtering.AllowEmptyHosts = false;
        });
        if (!builder.Environment.IsDevelopment()) builder.AddSignIn();
    }

    public static void UseGuards(this WebApplication app)
    {
        // Before anything else is made: whoever started it wrongly reads of the key, and of nothing that follows from it.
        var signIn = app.Services.GetRequiredService<IOptions<DanceOptions>>().Value.SignIn;
        if (app.Environment.IsDevelopment()) return;
        app.UseAuthentication();
        app.UseAuthorization();
        Outside(app.Logger, app.Environment.EnvironmentName, signIn.Issuer, signIn.Role);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "PhotoShare.Dance runs in {Environment}, because Dance:AllowOutsideDevelopment says so: everything but /v1/traces and health asks for sign-in at {Issuer} and the role {Role}")]
    private static partial void Outside(ILogger logger, string environment, string issuer, string role);
}

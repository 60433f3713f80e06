using Microsoft.AspNetCore.HttpOverrides;
using PhotoShare.AuthorizationServer.Realms;

namespace PhotoShare.AuthorizationServer.Hosting;

internal static class HostingSetup
{
    /// <summary>Adds the realms, their addresses, and what must be done before the server listens.</summary>
    /// <exception cref="RealmFileException">The realm files can't be served.</exception>
    /// <exception cref="SetupException">The public address is none.</exception>
    public static void AddRealms(this IServiceCollection services, ServerArguments arguments, IConfiguration configuration)
    {
        services.AddSingleton(RealmCatalog.Load(arguments.RealmFolders, name => configuration[name]));
        services.AddSingleton(new PublicAddress(arguments.PublicUrl ?? configuration["PublicUrl"] ?? FirstUrl(configuration)));
        services.AddSingleton<CurrentRealm>();
        services.AddHostedService<RealmsStartup>();
        services.AddHealthChecks().AddCheck<RealmsHealth>("realms");

        // Each SQL statement at Information would bury what happened.
        services.AddLogging(logging => logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning));
        // OpenIddict writes whole requests and responses at Information and tokens at Trace: no setting brings them into the log.
        services.PostConfigure<LoggerFilterOptions>(options => options.Rules.Add(new LoggerFilterRule(providerName: null, "OpenIddict.Server.OpenIddictServerDispatcher", LogLevel.Warning, filter: null)));
    }

    /// <summary>The folder for databases and keys: <c>DataDirectory</c>, or one among the user's own.</summary>
    public static string DataDirectory(this IConfiguration configuration) => configuration["DataDirectory"] is { Length: > 0 } given
        ? given
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "photoshare", "authorization-server");

    /// <summary>Adds the middleware that turns each realm into a server of its own.</summary>
    public static void UseRealms(this IApplicationBuilder app)
    {
        // The address of whoever asks, for throttling: believed from a proxy on this machine only. Scheme and host never come from there.
        app.UseForwardedHeaders(new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor });
        app.UseMiddleware<RealmRouting>();
        app.UseMiddleware<SslRequirement>();
        app.UseMiddleware<SeeOther>();
    }

    private static string FirstUrl(IConfiguration configuration) =>
        configuration["urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? "http://127.0.0.1:8080";
}

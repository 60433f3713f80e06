namespace PhotoShare.AuthorizationServer.Hops;

internal static class HopsSetup
{
    /// <summary>Adds what writes hops on spans.</summary>
    public static void AddRealmHops(this IServiceCollection services) => services.AddSingleton<RealmHops>();

    /// <summary>Marks requests as hops; inside of their realm, and around all that answers them.</summary>
    public static void UseRealmHops(this IApplicationBuilder app) => app.UseMiddleware<HopMarking>();
}

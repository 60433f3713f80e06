using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.ServiceDefaults.Telemetry;

internal static class HopSetup
{
    /// <summary>What services write hops with. Without <c>Dance:FingerprintKey</c>, fingerprints are this process's own, and nobody else's match them.</summary>
    public static void AddHops(this IHostApplicationBuilder builder)
    {
        var key = builder.Configuration["Dance:FingerprintKey"];
        builder.Services.TryAddSingleton(_ => new Fingerprints(key));
        builder.Services.TryAddSingleton<HopRecorder>();
    }
}

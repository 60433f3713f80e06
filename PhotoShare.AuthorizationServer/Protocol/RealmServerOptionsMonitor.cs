using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using OpenIddict.Server;
using PhotoShare.AuthorizationServer.Hosting;

namespace PhotoShare.AuthorizationServer.Protocol;

/// <summary>OpenIddict reads its options by <see cref="IOptionsMonitor{TOptions}.CurrentValue"/>: here each realm has its own, made once.</summary>
internal sealed class RealmServerOptionsMonitor(CurrentRealm current, IOptionsFactory<OpenIddictServerOptions> factory) : IOptionsMonitor<OpenIddictServerOptions>
{
    private readonly ConcurrentDictionary<string, Lazy<OpenIddictServerOptions>> realms = new(StringComparer.Ordinal);

    // Outside of realms there are probes and no endpoint of the protocol: relative addresses match none there.
    private readonly OpenIddictServerOptions outside = WithoutEndpoints();

    public OpenIddictServerOptions CurrentValue => current.OrNone is { } realm
        ? realms.GetOrAdd(realm.Name, _ => new(() => factory.Create(Options.DefaultName))).Value
        : outside;

    public OpenIddictServerOptions Get(string? name) => CurrentValue;

    /// <summary>Realms are read once, at start: nothing ever changes.</summary>
    public IDisposable? OnChange(Action<OpenIddictServerOptions, string?> listener) => null;

    private static OpenIddictServerOptions WithoutEndpoints()
    {
        var options = new OpenIddictServerOptions { TimeProvider = TimeProvider.System };
        options.ConfigurationEndpointUris.Clear();
        options.JsonWebKeySetEndpointUris.Clear();
        return options;
    }
}

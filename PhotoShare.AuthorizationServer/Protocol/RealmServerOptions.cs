using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using OpenIddict.Server;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Storage;

namespace PhotoShare.AuthorizationServer.Protocol;

/// <summary>What differs between realms in OpenIddict's options: issuer, keys, life times, scopes.</summary>
internal sealed class RealmServerOptions(CurrentRealm current, PublicAddress address, RealmStores stores) : IConfigureOptions<OpenIddictServerOptions>
{
    public void Configure(OpenIddictServerOptions options)
    {
        var realm = current.Value;
        var keys = stores.Keys(realm);
        options.Issuer = new Uri(address.Issuer(realm));
        options.SigningCredentials.Add(keys.Signing);
        options.EncryptionCredentials.Add(keys.Encryption);
        options.AuthorizationCodeLifetime = realm.AccessCodeLifespan;
        options.AccessTokenLifetime = options.IdentityTokenLifetime = realm.AccessTokenLifespan;
        options.RequestTokenLifetime = realm.ParRequestUriLifespan;
        foreach (var scope in realm.ClientScopes) options.Scopes.Add(scope.Name);
    }
}

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

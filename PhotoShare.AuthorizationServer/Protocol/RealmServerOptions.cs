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

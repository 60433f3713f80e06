using PhotoShare.AuthorizationServer.Realms;

namespace PhotoShare.AuthorizationServer.Hosting;

/// <summary>Something that must be done for each realm before the server listens. A scoped service: the database of the realm is there already.</summary>
public interface IRealmStartup
{
    /// <summary>Runs inside of <paramref name="realm"/>, after every <see cref="IRealmStartup"/> that was registered before.</summary>
    Task StartAsync(Realm realm, CancellationToken cancellationToken);
}

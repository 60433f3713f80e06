using PhotoShare.AuthorizationServer.Realms;

namespace PhotoShare.AuthorizationServer.Hosting;

/// <summary>The realm in which the running code works: that of the request, or the one that a background job entered.</summary>
/// <remarks>
/// Ambient, because OpenIddict reads its options and EF Core opens its database in places that get no request to look at.
/// Nothing falls back to some realm or other: outside of a realm, <see cref="Value"/> throws.
/// </remarks>
public sealed class CurrentRealm
{
    private readonly AsyncLocal<Realm?> ambient = new();

    /// <summary>The realm, or <see langword="null"/> outside of any.</summary>
    public Realm? OrNone => ambient.Value;

    /// <exception cref="InvalidOperationException">The code runs outside of any realm.</exception>
    public Realm Value => ambient.Value ?? throw new InvalidOperationException("This runs outside of any realm. Enter one: using (currentRealm.Enter(realm)) { … }");

    /// <summary>Enters a realm until the result is disposed.</summary>
    public IDisposable Enter(Realm realm)
    {
        var before = ambient.Value;
        ambient.Value = realm;
        return new Exit(() => ambient.Value = before);
    }

    private sealed class Exit(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}

using PhotoShare.EndToEnd.Tests.Running;
using PhotoShare.EndToEnd.Tests.Secrets;

namespace PhotoShare.EndToEnd.Tests.Systems;

/// <summary>One running PhotoShare that the tests of a collection share; each test is another person, or another browser.</summary>
public abstract class RunningSystem : IAsyncLifetime
{
    private RunningPhotoShare? _running;
    private TelemetrySink? _telemetry;
    private WireTap? _wire;

    /// <exception cref="InvalidOperationException">The collection was to be skipped, and a test did not ask <see cref="SkipReason"/>.</exception>
    public RunningPhotoShare Running => _running ?? throw new InvalidOperationException(SkipReason);

    public TelemetrySink Telemetry => _telemetry ?? throw new InvalidOperationException(SkipReason);

    /// <summary>Everything that is said to the authorization server and by it: its public address is the tap's.</summary>
    public WireTap Wire => _wire ?? throw new InvalidOperationException(SkipReason);

    /// <summary>Why this system can't be had here; none where it runs.</summary>
    public virtual string? SkipReason => null;

    protected abstract string? KeycloakHome { get; }

    public async ValueTask InitializeAsync()
    {
        if (SkipReason is not null) return;
        _telemetry = await TelemetrySink.StartAsync();
        _wire = await WireTap.StartAsync();
        _running = await RunningPhotoShare.StartAsync(KeycloakHome, [.. _telemetry.Environment, new("Parameters__login-url", _wire.Address)]);
        _wire.Target = _running.AuthorizationServer;
    }

    public async ValueTask DisposeAsync()
    {
        if (_running is not null) await _running.DisposeAsync();
        if (_wire is not null) await _wire.DisposeAsync();
        if (_telemetry is not null) await _telemetry.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>PhotoShare with the embedded authorization server.</summary>
public sealed class EmbeddedSystem : RunningSystem
{
    protected override string? KeycloakHome => null;
}

/// <summary>PhotoShare with the Keycloak that <c>KEYCLOAK_HOME</c> names.</summary>
public sealed class KeycloakSystem : RunningSystem
{
    /// <summary>What <c>KEYCLOAK_HOME</c> names.</summary>
    public static readonly string? Distribution = Environment.GetEnvironmentVariable("KEYCLOAK_HOME") is { Length: > 0 } home ? home : null;

    /// <summary>Why tests that need Keycloak are skipped.</summary>
    public static readonly string? Missing = Distribution is null ? "KEYCLOAK_HOME names no Keycloak distribution" : null;

    public override string? SkipReason => Missing;

    protected override string? KeycloakHome => Distribution;
}

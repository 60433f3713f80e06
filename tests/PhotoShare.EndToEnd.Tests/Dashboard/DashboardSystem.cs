using System.Text.RegularExpressions;
using PhotoShare.EndToEnd.Tests.Running;
using PhotoShare.EndToEnd.Tests.Systems;

namespace PhotoShare.EndToEnd.Tests.Dashboard;

/// <summary>PhotoShare with Aspire's dashboard, which every service exports to; skipped, with the AppHost's own reason, where the dashboard can't be had.</summary>
public abstract partial class DashboardSystem : IAsyncLifetime
{
    /// <summary>The first time, npm fetches 130 MB.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private RunningPhotoShare? _running;
    private Uri? _link;

    /// <exception cref="InvalidOperationException">The collection was to be skipped, and a test did not ask <see cref="SkipReason"/>.</exception>
    public RunningPhotoShare Running => _running ?? throw new InvalidOperationException(SkipReason);

    /// <summary>The link that signs in to the dashboard.</summary>
    public Uri Link => _link ?? throw new InvalidOperationException(SkipReason);

    /// <summary>Why this system can't be had here; none where it runs.</summary>
    public string? SkipReason { get; protected set; }

    protected abstract string? KeycloakHome { get; }

    public async ValueTask InitializeAsync()
    {
        if (SkipReason is not null) return;
        _running = await RunningPhotoShare.StartAsync(KeycloakHome, [new("dashboard", "true")]);
        await _running.Said("Dashboard: http", Patience, orInstead: "Dashboard: none");
        if (SignInLink().Match(_running.Output) is { Success: true } link) _link = new Uri(link.Value);
        else if (_running.Output.Contains("Dashboard: none. The Aspire CLI ended", StringComparison.Ordinal)) throw new InvalidOperationException(_running.Output);
        else SkipReason = _running.Output.Split('\n').First(line => line.StartsWith("Dashboard: none", StringComparison.Ordinal)).Trim();
    }

    public async ValueTask DisposeAsync()
    {
        if (_running is not null) await _running.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [GeneratedRegex(@"http://\S+/login\?t=\S+")]
    private static partial Regex SignInLink();
}

/// <summary>With the embedded authorization server.</summary>
public sealed class EmbeddedDashboardSystem : DashboardSystem
{
    protected override string? KeycloakHome => null;
}

/// <summary>With the Keycloak that <c>KEYCLOAK_HOME</c> names.</summary>
public sealed class KeycloakDashboardSystem : DashboardSystem
{
    public KeycloakDashboardSystem() => SkipReason = KeycloakSystem.Missing;

    protected override string? KeycloakHome => KeycloakSystem.Distribution;
}

[CollectionDefinition(nameof(EmbeddedDashboardSystem))]
public sealed class WithTheDashboard : ICollectionFixture<EmbeddedDashboardSystem>;

[CollectionDefinition(nameof(KeycloakDashboardSystem))]
public sealed class WithTheDashboardOnKeycloak : ICollectionFixture<KeycloakDashboardSystem>;

namespace PhotoShare.Contract.Tests.Servers;

/// <summary>
/// A way in which one of the servers legitimately differs from what the tests otherwise expect. docs/contract.md says of each
/// what follows for whoever relies on the contract.
/// </summary>
/// <param name="Name">Its heading in docs/contract.md.</param>
public sealed record Difference(string Name)
{
    public static Difference OfflineGrantSurvivesCodeReplay { get; } = new("Code replay does not end an offline grant");

    /// <summary>What Keycloak does otherwise.</summary>
    public static IReadOnlySet<Difference> OfKeycloak { get; } = new HashSet<Difference> { OfflineGrantSurvivesCodeReplay };

    /// <summary>What the stand-in does otherwise.</summary>
    public static IReadOnlySet<Difference> OfTheStandIn { get; } = new HashSet<Difference>();
}

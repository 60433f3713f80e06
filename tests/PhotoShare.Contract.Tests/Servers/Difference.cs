namespace PhotoShare.Contract.Tests.Servers;

/// <summary>
/// A way in which one of the servers legitimately differs from what the tests otherwise expect. docs/contract.md says of each
/// what follows for whoever relies on the contract.
/// </summary>
/// <param name="Name">Its heading in docs/contract.md.</param>
public sealed record Difference(string Name)
{
    public static Difference OfflineGrantSurvivesCodeReplay { get; } = new("Code replay does not end an offline grant");

    public static Difference TwoClientAuthenticationsAreTaken { get; } = new("Two client authentications in one request are taken");

    public static Difference RequestUriOutlivesConsent { get; } = new("A request_uri outlives a consent page");

    public static Difference RefreshIgnoresScopesNotGranted { get; } = new("A refresh that asks for more gets what was granted");

    public static Difference OtherErrorCodes { get; } = new("Some refusals have another error code");

    /// <summary>What Keycloak does otherwise.</summary>
    public static IReadOnlySet<Difference> OfKeycloak { get; } = new HashSet<Difference>
    {
        OfflineGrantSurvivesCodeReplay, TwoClientAuthenticationsAreTaken, RequestUriOutlivesConsent, RefreshIgnoresScopesNotGranted,
        OtherErrorCodes,
    };

    /// <summary>What the stand-in does otherwise.</summary>
    public static IReadOnlySet<Difference> OfTheStandIn { get; } = new HashSet<Difference>();
}

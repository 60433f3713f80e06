using PhotoShare.Web.Layout;

namespace PhotoShare.Web.Connections;

/// <summary>The account that came back from the dance, shown before it is kept: it may not be the one that the person meant.</summary>
/// <param name="Network">Which network.</param>
/// <param name="Account">The account's name there.</param>
/// <param name="Scopes">What was granted, in words.</param>
/// <param name="Person">Who is signed in to PhotoShare.</param>
public sealed record AccountToKeep(NetworkBrand Network, string Account, IReadOnlyList<string> Scopes, string Person)
{
    /// <summary>The account that it would take the place of, when another one is connected.</summary>
    public string? Replaces { get; init; }
}

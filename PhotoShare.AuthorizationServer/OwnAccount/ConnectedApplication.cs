using System.Collections.Immutable;
using PhotoShare.AuthorizationServer.Consent;

namespace PhotoShare.AuthorizationServer.OwnAccount;

/// <summary>A client that a person let in.</summary>
/// <param name="ClientId">The client's id.</param>
/// <param name="Name">The client's name, as the realm file gives it.</param>
public sealed record ConnectedApplication(string ClientId, string Name)
{
    /// <summary>When the person let it in first, in UTC; unknown where nothing noted it.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>What it may do, in the words of the consent page; scopes that people are not asked about are left out.</summary>
    public ImmutableArray<ConsentScope> Scopes { get; init; } = [];
}

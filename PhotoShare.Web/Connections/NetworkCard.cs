using PhotoShare.Web.Layout;

namespace PhotoShare.Web.Connections;

/// <summary>One network on the page of connected accounts.</summary>
/// <param name="Network">Which network.</param>
/// <param name="State">How it stands with it.</param>
public sealed record NetworkCard(NetworkBrand Network, CardState State)
{
    /// <summary>The account at the network, as the person knows it.</summary>
    public string? Account { get; init; }

    /// <summary>What was granted, in words, e.g. "See your photos".</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>When the account was connected.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>When PhotoShare last asked the network for something with it; none if never.</summary>
    public DateTimeOffset? LastUsed { get; init; }

    /// <summary>The dance that it came out of, by the id of its trace; none if it was not seen.</summary>
    public string? Dance { get; init; }
}

/// <summary>How it stands with a network.</summary>
public enum CardState
{
    /// <summary>Nothing is connected.</summary>
    NotConnected,

    /// <summary>Connected, and as far as we know it works.</summary>
    Connected,

    /// <summary>Connected once; the network refuses us since. The person decides.</summary>
    ReconnectNeeded,
}

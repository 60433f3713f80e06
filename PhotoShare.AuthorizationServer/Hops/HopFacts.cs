namespace PhotoShare.AuthorizationServer.Hops;

/// <summary>What an endpoint knows of the hop that its request is, and nobody can tell from request and answer; <see cref="HopMarking"/> puts it on the span.</summary>
internal sealed class HopFacts
{
    /// <summary>The authorization request was opened in this browser before: it comes back with it from signing in.</summary>
    public bool IsContinued { get; set; }

    /// <summary>The answer is a page on which the person types who they are.</summary>
    public bool AsksWho { get; set; }

    /// <summary>The answer is a page on which the person decides.</summary>
    public bool AsksConsent { get; set; }

    /// <summary>How it ended, if not well, in a word of ours.</summary>
    public string? Error { get; set; }

    /// <summary>Where the browser goes on after it was at another realm: the request that it all is for.</summary>
    public string? Continue { get; set; }

    /// <summary>Those of a request; what is noted of one that belongs to no dance goes nowhere.</summary>
    public static HopFacts Of(HttpContext context) => context.Features.Get<HopFacts>() ?? new();
}

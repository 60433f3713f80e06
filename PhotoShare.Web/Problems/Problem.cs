namespace PhotoShare.Web.Problems;

/// <summary>Something that went otherwise than the person wished, told so that they need not guess.</summary>
/// <param name="Status">The HTTP status that says the same to a machine (RFC 9110 section 15).</param>
/// <param name="Title">The page's heading: a short sentence.</param>
/// <param name="WhatHappened">One or two sentences without jargon.</param>
/// <param name="YourData">What it means for the person's photos, accounts and connections.</param>
/// <param name="WhatNext">What the person can do now.</param>
public sealed record Problem(int Status, string Title, string WhatHappened, string YourData, string WhatNext)
{
    /// <summary>The ways on, the best first.</summary>
    public IReadOnlyList<ProblemAction> Actions { get; init; } = [];

    /// <summary>When trying again makes sense; sent as <c>Retry-After</c> (RFC 9110 section 10.2.3).</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>With the same page once more as the first way on, where it is over soon: for a request that may be repeated.</summary>
    public Problem OfferedAgain() => RetryAfter is null ? this : this with { Actions = [ProblemAction.Again, .. Actions] };
}

/// <summary>A way on from a problem: a link, or, where it changes something, a form with one button.</summary>
/// <param name="Label">What the link or button says.</param>
/// <param name="Address">Where it leads, on this site.</param>
/// <param name="Post">True for a form.</param>
public sealed record ProblemAction(string Label, string Address, bool Post = false)
{
    /// <summary>The page that it stands on: an empty reference leads there (RFC 3986 section 4.4).</summary>
    public static readonly ProblemAction Again = new("Try again", "");
}

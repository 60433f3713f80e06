namespace PhotoShare.Web.Albums;

/// <summary>One page of a list.</summary>
/// <param name="Items">In the network's order.</param>
/// <param name="Next">The cursor of the page after this one; none on the last.</param>
public sealed record PageOf<T>(IReadOnlyList<T> Items, string? Next = null);

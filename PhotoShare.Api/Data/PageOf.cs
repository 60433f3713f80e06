namespace PhotoShare.Api.Data;

/// <param name="Next">The cursor of the page that follows; null on the last.</param>
internal sealed record PageOf<T>(IReadOnlyList<T> Items, string? Next);

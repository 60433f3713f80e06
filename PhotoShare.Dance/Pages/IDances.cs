using PhotoShare.Dance.Dances;
using PhotoShare.Dance.Keeping;

namespace PhotoShare.Dance.Pages;

/// <summary>Where the pages have dances from.</summary>
internal interface IDances
{
    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<WatchedDance>> ListAsync(CancellationToken cancellationToken);

    /// <returns>None if it is not kept, or not any more.</returns>
    Task<WatchedDance?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>The ids of dances that change from now on.</summary>
    IAsyncEnumerable<string> ChangesAsync(CancellationToken cancellationToken);
}

/// <summary>Those that are kept here.</summary>
internal sealed class KeptDances(DanceBook book) : IDances
{
    public Task<IReadOnlyList<WatchedDance>> ListAsync(CancellationToken cancellationToken) => book.ListAsync(cancellationToken);

    public Task<WatchedDance?> FindAsync(string id, CancellationToken cancellationToken) => book.FindAsync(id, cancellationToken);

    public IAsyncEnumerable<string> ChangesAsync(CancellationToken cancellationToken) => book.ChangesAsync(cancellationToken);
}

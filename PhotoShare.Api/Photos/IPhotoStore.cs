namespace PhotoShare.Api.Photos;

/// <summary>
/// The files of photos, each under a key such as <c>photos/9f/0199…9f</c>, shared by all instances of the API. Today they lie in a folder
/// (<see cref="FolderPhotoStore"/>); an object storage can take its place without a change to those who call.
/// </summary>
internal interface IPhotoStore
{
    /// <summary>
    /// Who reads sees all of the content or none of it, whenever the process ends, and though another instance writes the same key at the same time.
    /// What was under the key is replaced.
    /// </summary>
    Task WriteAsync(string key, Stream content, CancellationToken cancellationToken);

    /// <returns>
    /// A stream that knows its length and can seek, so that ranges of it can be sent, and that goes on though the file is replaced or deleted
    /// meanwhile. Null if there is nothing under the key.
    /// </returns>
    Task<Stream?> OpenReadAsync(string key, CancellationToken cancellationToken);

    Task<bool> ExistsAsync(string key, CancellationToken cancellationToken);

    /// <summary>Nothing under the key is no mistake.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken);

    /// <param name="prefix">The keys' first part without its slash, such as <c>incoming</c>.</param>
    /// <returns>The keys right below it, as they were at one moment.</returns>
    Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Removes what writes that were killed have left, and nothing that a living instance may be at.</summary>
    Task SweepAsync(CancellationToken cancellationToken);
}

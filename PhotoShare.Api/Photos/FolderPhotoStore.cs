using Microsoft.Extensions.Options;

namespace PhotoShare.Api.Photos;

/// <summary>
/// Keeps the files in <c>DataDirectory</c>, which several instances may share. Each is written under a name of its own in <c>unfinished</c>, flushed,
/// and then moved to its place, which one file system does at once.
/// </summary>
internal sealed class FolderPhotoStore(IOptions<ApiOptions> options, TimeProvider clock) : IPhotoStore
{
    /// <summary>Nobody has written to it for so long: its writer is dead. What is written comes from a local file, in seconds.</summary>
    public static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    private string Root => options.Value.DataDirectory;
    private string Unfinished => Path.Combine(Root, "unfinished");

    public async Task WriteAsync(string key, Stream content, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        var unfinished = Path.Combine(Unfinished, Guid.CreateVersion7().ToString("N"));
        Directory.CreateDirectory(Unfinished);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            await using (var file = new FileStream(unfinished, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous }))
            {
                await content.CopyToAsync(file, cancellationToken);
                // Without it a power cut could leave the name of a file, and not its content.
                file.Flush(flushToDisk: true);
            }
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    public Task<Stream?> OpenReadAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(PathOf(key), new FileStreamOptions { Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous | FileOptions.SequentialScan }));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task<bool> ExistsAsync(string key, CancellationToken cancellationToken) => Task.FromResult(File.Exists(PathOf(key)));

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        if (File.Exists(path)) File.Delete(path);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        var folder = new DirectoryInfo(PathOf(prefix));
        return Task.FromResult<IReadOnlyList<string>>(folder.Exists ? [.. folder.GetFiles().Select(file => $"{prefix}/{file.Name}")] : []);
    }

    public Task SweepAsync(CancellationToken cancellationToken)
    {
        var folder = new DirectoryInfo(Unfinished);
        var before = clock.GetUtcNow() - Abandoned;
        foreach (var file in folder.Exists ? folder.GetFiles() : [])
            if (file.LastWriteTimeUtc < before) file.Delete();
        return Task.CompletedTask;
    }

    /// <exception cref="ArgumentException">A key is made of small letters, digits and hyphens, with slashes between: nothing that leads out of the folder.</exception>
    private string PathOf(string key) =>
        Array.TrueForAll(key.Split('/'), part => part.Length > 0 && part.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            ? Path.Combine(Root, key) : throw new ArgumentException($"'{key}' is no key of a photo's file.", nameof(key));
}

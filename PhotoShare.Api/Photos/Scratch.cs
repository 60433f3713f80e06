namespace PhotoShare.Api.Photos;

/// <summary>
/// Local files for as long as they are worked on, for libvips reads and writes files. They lie in the temporary folder (<c>TMPDIR</c>) under names
/// that no other process has, and are for this account's eyes alone.
/// </summary>
internal sealed class Scratch(string folder, TimeProvider clock)
{
    /// <summary>The slowest upload that the server allows (240 bytes a second) is done by then.</summary>
    public static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    public ScratchFile NewFile()
    {
        Directory.CreateDirectory(folder);
        return new(Path.Combine(folder, $"photoshare-{Guid.CreateVersion7():N}.scratch"));
    }

    /// <summary>Removes what killed processes have left. What is another account's stays.</summary>
    public void Sweep()
    {
        var before = clock.GetUtcNow() - Abandoned;
        foreach (var file in new DirectoryInfo(folder) is { Exists: true } found ? found.GetFiles("photoshare-*.scratch") : [])
        {
            try
            {
                if (file.LastWriteTimeUtc < before) file.Delete();
            }
            catch (Exception e) when (e is UnauthorizedAccessException or IOException)
            {
            }
        }
    }
}

/// <summary>An empty file at first, and none any more when it is disposed of.</summary>
internal sealed class ScratchFile : IDisposable
{
    public ScratchFile(string path)
    {
        Path = path;
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        new FileStream(path, options).Dispose();
    }

    public string Path { get; }

    public long Length => new FileInfo(Path).Length;

    public Stream OpenWrite() => new FileStream(Path, new FileStreamOptions { Mode = FileMode.Truncate, Access = FileAccess.Write, Options = FileOptions.Asynchronous });

    public Stream OpenRead() => new FileStream(Path, new FileStreamOptions { Options = FileOptions.Asynchronous | FileOptions.SequentialScan });

    public void Dispose() => File.Delete(Path);
}

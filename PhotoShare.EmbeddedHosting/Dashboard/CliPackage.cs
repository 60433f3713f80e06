using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting.Dashboard;

/// <summary>The Aspire CLI as npm serves it: one native executable for one platform, in one version, which must have one hash.</summary>
/// <param name="Sha512">Of the packed file, in base64: what npm calls integrity.</param>
internal sealed record CliPackage(string Platform, string Sha512, string CacheFolder)
{
    public const string Version = "13.5.4";

    /// <summary>Other platforms' packages are not in every registry, so their hashes are not known.</summary>
    private static readonly Dictionary<string, string> Hashes = new()
    {
        ["linux-x64"] = "8PWeRHM1+QwQB2wxDnfPsimi3EW01r04b4DjX0jIDE78SlfJabwVfYArW/48vDzYvPzKSRye6DIPVAsCFoXjBA==",
    };

    public string Name => $"@microsoft/aspire-cli-{Platform}";

    public string Folder => Path.Combine(CacheFolder, $"aspire-cli-{Version}-{Platform}");

    public string Executable => Path.Combine(Folder, "aspire");

    /// <summary>Where this CLI unpacks the dashboard. Never <c>~/.aspire</c>, by which a build would take the Aspire CLI for installed and choose the other engine.</summary>
    public string Home => Path.Combine(Folder, "home");

    public bool IsUnpacked => File.Exists(Executable);

    /// <summary>Null: there is none for this platform.</summary>
    public static CliPackage? ForThisMachine()
    {
        var musl = RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) || RuntimeInformation.RuntimeIdentifier.Contains("alpine", StringComparison.Ordinal);
        var system = OperatingSystem.IsLinux() ? musl ? "linux-musl" : "linux" : OperatingSystem.IsMacOS() ? "osx" : OperatingSystem.IsWindows() ? "win" : "unknown";
        var platform = $"{system}-{RuntimeInformation.OSArchitecture}".ToLowerInvariant();
        return Hashes.TryGetValue(platform, out var hash) ? new(platform, hash, UserCache.Folder) : null;
    }

    /// <summary>Fetches and unpacks, whole or not at all; one AppHost at a time, while others wait for it. Gives null, or what went wrong.</summary>
    /// <param name="fetch">Puts the packed file into a folder, and says whether it could.</param>
    public async Task<string?> FetchAsync(Func<string, Task<bool>> fetch, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(CacheFolder);
        await using var alone = await LockAsync(cancellationToken);
        if (IsUnpacked)
            return null;
        // What an earlier one left behind when it was interrupted.
        foreach (var left in Directory.GetDirectories(CacheFolder, $"{Path.GetFileName(Folder)}.draft-*"))
            Directory.Delete(left, recursive: true);
        var draft = Directory.CreateDirectory($"{Folder}.draft-{Environment.ProcessId}").FullName;
        try
        {
            if (!await fetch(draft) || Directory.GetFiles(draft, "*.tgz") is not [var packed])
                return $"npm could not fetch {Name} {Version}.";
            await using (var file = File.OpenRead(packed))
            {
                if (Convert.ToBase64String(await SHA512.HashDataAsync(file, cancellationToken)) != Sha512)
                    return $"What npm fetched as {Name} {Version} is not what it should be: its hash is another.";
            }
            await UnpackAsync(packed, Path.Combine(draft, "aspire"), cancellationToken);
            File.Delete(packed);
            if (Directory.Exists(Folder))
                Directory.Delete(Folder, recursive: true);
            Directory.Move(draft, Folder);
            return null;
        }
        finally
        {
            if (Directory.Exists(draft))
                Directory.Delete(draft, recursive: true);
        }
    }

    // package/bin/aspire, package/package.json, package/README.md
    private static async Task UnpackAsync(string packed, string executable, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(packed);
        await using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        await using var archive = new TarReader(unzipped);
        while (await archive.GetNextEntryAsync(cancellationToken: cancellationToken) is { } entry)
        {
            if (entry.Name is not ("package/bin/aspire" or "package/bin/aspire.exe"))
                continue;
            await entry.ExtractToFileAsync(executable, overwrite: true, cancellationToken);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(executable, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
            return;
        }
        throw new InvalidDataException($"{packed} holds no bin/aspire.");
    }

    /// <summary>Held until disposed, or until this process ends in whatever way.</summary>
    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream($"{Folder}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(300), cancellationToken);
            }
        }
    }
}

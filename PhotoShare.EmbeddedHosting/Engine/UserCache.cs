namespace Aspire.Hosting.Engine;

/// <summary>What may be deleted and is made again, for all AppHosts of this person.</summary>
internal static class UserCache
{
    /// <summary><c>~/.cache/photoshare</c> on Linux, unless <c>XDG_CACHE_HOME</c> is set.</summary>
    public static string Folder { get; } = Path.Combine(SystemFolder(), "photoshare");

    private static string SystemFolder()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsWindows())
            return Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        if (OperatingSystem.IsMacOS())
            return Path.Combine(home, "Library", "Caches");
        return Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache : Path.Combine(home, ".cache");
    }
}

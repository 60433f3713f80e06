namespace Aspire.Hosting.Engine;

/// <summary>Files with secrets in them: only their owner may read them.</summary>
internal static class PrivateFile
{
    public static FileStreamOptions Create(FileMode mode = FileMode.Create)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}

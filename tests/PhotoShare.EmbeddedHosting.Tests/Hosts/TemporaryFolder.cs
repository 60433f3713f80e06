namespace PhotoShare.EmbeddedHosting.Tests.Hosts;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("photoshare-engine-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

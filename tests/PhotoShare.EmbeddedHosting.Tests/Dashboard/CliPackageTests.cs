using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.Dashboard;
using PhotoShare.EmbeddedHosting.Tests.Hosts;

namespace PhotoShare.EmbeddedHosting.Tests.Dashboard;

/// <summary>Fetching the Aspire CLI: whole, once, and only the one that is meant. npm itself is not asked here.</summary>
public sealed class CliPackageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly byte[] packed = Pack("package/bin/aspire", "the executable");

    [Fact]
    public async Task What_was_fetched_is_unpacked_and_can_be_run_by_its_owner()
    {
        var package = Package(packed);

        Assert.Null(await package.FetchAsync(Put(packed), default));

        Assert.True(package.IsUnpacked);
        Assert.Equal("the executable", await File.ReadAllTextAsync(package.Executable));
        if (!OperatingSystem.IsWindows())
            Assert.True(File.GetUnixFileMode(package.Executable).HasFlag(UnixFileMode.UserExecute));
        Assert.Equal([package.Folder], Directory.GetDirectories(folder.Path));
    }

    [Fact]
    public async Task Another_hash_is_refused_and_nothing_of_it_stays()
    {
        var package = Package(packed);

        var problem = await package.FetchAsync(Put(Pack("package/bin/aspire", "something else")), default);

        Assert.Contains("its hash is another", problem, StringComparison.Ordinal);
        Assert.False(package.IsUnpacked);
        Assert.Empty(Directory.GetDirectories(folder.Path));
    }

    [Fact]
    public async Task Fetch_that_fails_says_what_could_not_be_had_and_the_next_one_works()
    {
        var package = Package(packed);

        Assert.Equal($"npm could not fetch @microsoft/aspire-cli-linux-x64 {CliPackage.Version}.", await package.FetchAsync(_ => Task.FromResult(false), default));
        Assert.False(package.IsUnpacked);
        Assert.Null(await package.FetchAsync(Put(packed), default));
    }

    [Fact]
    public async Task Fetch_that_was_interrupted_passes_for_nothing_and_is_cleared_away()
    {
        var package = Package(packed);
        var left = Directory.CreateDirectory($"{package.Folder}.draft-1").FullName;
        await File.WriteAllTextAsync(Path.Combine(left, "aspire"), "half of it");
        Assert.False(package.IsUnpacked);

        Assert.Null(await package.FetchAsync(Put(packed), default));

        Assert.False(Directory.Exists(left));
        Assert.Equal("the executable", await File.ReadAllTextAsync(package.Executable));
    }

    [Fact]
    public async Task Two_at_once_fetch_once()
    {
        var package = Package(packed);
        var fetches = 0;
        var mayEnd = new TaskCompletionSource();
        async Task<bool> FetchSlowlyAsync(string target)
        {
            Interlocked.Increment(ref fetches);
            await mayEnd.Task;
            return await Put(packed)(target);
        }

        var (one, two) = (package.FetchAsync(FetchSlowlyAsync, default), package.FetchAsync(FetchSlowlyAsync, default));
        mayEnd.SetResult();

        Assert.Null(await one);
        Assert.Null(await two);
        Assert.Equal(1, fetches);
    }

    [Fact]
    public void Its_home_is_beside_it_and_not_where_a_build_looks_for_an_installed_CLI()
    {
        var home = Package(packed).Home;

        Assert.StartsWith(folder.Path, home, StringComparison.Ordinal);
        Assert.DoesNotContain($"{Path.DirectorySeparatorChar}.aspire", home, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private CliPackage Package(byte[] content) => new("linux-x64", Convert.ToBase64String(SHA512.HashData(content)), folder.Path);

    private static Func<string, Task<bool>> Put(byte[] content) => async target =>
    {
        await File.WriteAllBytesAsync(Path.Combine(target, "microsoft-aspire-cli.tgz"), content);
        return true;
    };

    private static byte[] Pack(string name, string text)
    {
        using var file = new MemoryStream();
        using (var zipped = new GZipStream(file, CompressionLevel.Fastest))
        using (var archive = new TarWriter(zipped))
            archive.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
        return file.ToArray();
    }
}

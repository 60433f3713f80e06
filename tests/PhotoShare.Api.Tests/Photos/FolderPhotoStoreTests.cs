using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using PhotoShare.Api.Photos;

namespace PhotoShare.Api.Tests.Photos;

/// <summary>Photos in a folder that two instances share.</summary>
public sealed class FolderPhotoStoreTests : IDisposable
{
    private const string Key = "photos/9f/0a9f";

    private readonly string folder = Directory.CreateTempSubdirectory("photoshare-store-").FullName;
    private readonly FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
    private readonly FolderPhotoStore one, other;

    public FolderPhotoStoreTests() => (one, other) = (NewStore(), NewStore());

    [Fact]
    public async Task What_one_instance_writes_the_other_reads_from_anywhere_in_it()
    {
        await one.WriteAsync(Key, new MemoryStream([1, 2, 3, 4]), default);

        await using var read = (await other.OpenReadAsync(Key, default))!;
        read.Seek(2, SeekOrigin.Begin);

        Assert.Equal(4, read.Length);
        Assert.Equal(3, read.ReadByte());
        Assert.True(await other.ExistsAsync(Key, default));
        Assert.Equal([Key], await other.ListAsync("photos/9f", default));
    }

    [Fact]
    public async Task What_is_not_all_written_is_not_seen_and_leaves_nothing()
    {
        var half = new HalfStream();
        var writing = one.WriteAsync(Key, half, default);
        await half.Half;

        Assert.Null(await other.OpenReadAsync(Key, default));
        half.Break();

        await Assert.ThrowsAsync<IOException>(() => writing);
        Assert.False(await other.ExistsAsync(Key, default));
        Assert.Empty(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Two_who_write_the_same_key_at_once_leave_one_of_both_whole()
    {
        byte[][] contents = [new byte[300_000], [.. Enumerable.Repeat((byte)1, 200_000)]];

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => (i % 2 == 0 ? one : other).WriteAsync(Key, new MemoryStream(contents[i % 2]), default))));

        Assert.Contains(await ReadAsync(one), contents);
        Assert.Single(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Who_reads_goes_on_though_it_is_replaced_and_deleted()
    {
        await one.WriteAsync(Key, new MemoryStream([1, 2]), default);
        await using var read = (await one.OpenReadAsync(Key, default))!;

        await other.WriteAsync(Key, new MemoryStream([3]), default);
        Assert.Equal([3], await ReadAsync(one));
        await other.DeleteAsync(Key, default);
        await other.DeleteAsync(Key, default);

        Assert.Equal((1, 2, -1), (read.ReadByte(), read.ReadByte(), read.ReadByte()));
        Assert.Null(await one.OpenReadAsync(Key, default));
    }

    [Fact]
    public async Task A_sweep_takes_what_a_dead_writer_left_and_nothing_of_a_living_one()
    {
        var half = new HalfStream();
        var writing = one.WriteAsync(Key, half, default);
        await half.Half;

        await other.SweepAsync(default);
        half.End();
        await writing;
        Assert.NotEmpty(await ReadAsync(other));

        var dead = Path.Combine(folder, "unfinished", "dead");
        await File.WriteAllBytesAsync(dead, [1]);
        clock.Advance(FolderPhotoStore.Abandoned + TimeSpan.FromMinutes(1));
        await other.SweepAsync(default);
        Assert.False(File.Exists(dead));
        Assert.NotEmpty(await ReadAsync(other));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("photos/../photos.db")]
    [InlineData("photos//9f")]
    [InlineData("photos/9f/a.b")]
    public async Task What_is_no_key_is_refused(string key)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => one.WriteAsync(key, Stream.Null, default));
        await Assert.ThrowsAsync<ArgumentException>(() => one.OpenReadAsync(key, default));
        await Assert.ThrowsAsync<ArgumentException>(() => one.DeleteAsync(key, default));
    }

    [Fact]
    public void Scratch_is_for_this_account_alone_and_gone_when_its_work_is_done_or_its_process_long_dead()
    {
        var scratch = new Scratch(folder, clock);
        var dead = scratch.NewFile();
        using (var file = scratch.NewFile())
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file.Path));

        Assert.Equal([dead.Path], Directory.GetFiles(folder));
        scratch.Sweep();
        Assert.True(File.Exists(dead.Path));
        clock.Advance(Scratch.Abandoned + TimeSpan.FromMinutes(1));
        scratch.Sweep();
        Assert.Empty(Directory.GetFiles(folder));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private FolderPhotoStore NewStore() => new(Options.Create(new ApiOptions { DataDirectory = folder }), clock);

    private static async Task<byte[]> ReadAsync(FolderPhotoStore store)
    {
        await using var read = (await store.OpenReadAsync(Key, default))!;
        using var all = new MemoryStream();
        await read.CopyToAsync(all);
        return all.ToArray();
    }

    /// <summary>Gives one half and then waits for the test to say how it goes on.</summary>
    private sealed class HalfStream : MemoryStream
    {
        private readonly TaskCompletionSource half = new(TaskCreationOptions.RunContinuationsAsynchronously), end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private bool begun;

        public Task Half => half.Task;

        public void End() => end.SetResult();

        public void Break() => end.SetException(new IOException("The line broke."));

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => CopyAsync(destination, cancellationToken);

        private async Task CopyAsync(Stream destination, CancellationToken cancellationToken)
        {
            if (begun) return;
            begun = true;
            await destination.WriteAsync(new byte[100], cancellationToken);
            await destination.FlushAsync(cancellationToken);
            half.SetResult();
            await end.Task;
        }
    }
}

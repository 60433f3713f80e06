using System.Buffers.Text;
using System.Security.Cryptography;
using PhotoShare.Api.Data;

namespace PhotoShare.Api.Photos;

/// <summary>
/// What the files of photos are called in the store, and how one gets there: while a photo has a file and not yet a row, a mark of its name stands
/// under <c>incoming</c>. After a crash the marks tell which photos may have a file and no row (<see cref="SweepAsync"/>).
/// </summary>
internal sealed class PhotoFiles(IPhotoStore store, Scratch scratch, TimeProvider clock)
{
    /// <summary>How long a mark may stand: the file is written and the row is saved within that time, or it fails.</summary>
    public static readonly TimeSpan KeptWithin = TimeSpan.FromMinutes(5);

    /// <summary>A mark of this age is of an instance that died, however much the clocks of instances differ.</summary>
    public static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    private const string Marks = "incoming";

    public static string Original(string photoId) => $"photos/{photoId[^2..]}/{photoId}";

    /// <param name="longSide">Pixels.</param>
    public static string Thumbnail(string photoId, int longSide) => $"thumbnails/{photoId[^2..]}/{photoId}-{longSide}";

    /// <returns>SHA-256, base64url.</returns>
    public static string Hash(ScratchFile file)
    {
        using var content = File.OpenRead(file.Path);
        return Base64Url.EncodeToString(SHA256.HashData(content));
    }

    /// <exception cref="InvalidOperationException">There is a row, and no file: that can't be, unless somebody took it away.</exception>
    public async Task<Stream> OpenOriginalAsync(string photoId, CancellationToken cancellationToken) =>
        await store.OpenReadAsync(Original(photoId), cancellationToken) ?? throw new InvalidOperationException($"The file of the photo {photoId} is not there.");

    /// <summary>
    /// First the file, then the row: no row ever lacks its file. When it fails, the mark stays, for nobody can tell here whether the row was saved
    /// before the line to the database broke; a later sweep can.
    /// </summary>
    /// <param name="photoId">Made just now: its time is when the mark was set.</param>
    /// <param name="file">All of the photo.</param>
    /// <param name="saveRow">Saves the photo's row.</param>
    public async Task KeepAsync(string photoId, ScratchFile file, Func<CancellationToken, Task> saveRow)
    {
        using var enough = new CancellationTokenSource(KeptWithin, clock);
        await store.WriteAsync(Mark(photoId), Stream.Null, enough.Token);
        await using (var content = file.OpenRead()) await store.WriteAsync(Original(photoId), content, enough.Token);
        await saveRow(enough.Token);
        await store.DeleteAsync(Mark(photoId), CancellationToken.None);
    }

    /// <summary>Removes what instances that died have left half done, and nothing that a living one may be at.</summary>
    /// <param name="isKnown">Whether the database has a photo of this id.</param>
    public async Task SweepAsync(Func<string, Task<bool>> isKnown)
    {
        scratch.Sweep();
        await store.SweepAsync(CancellationToken.None);
        foreach (var mark in await store.ListAsync(Marks, CancellationToken.None))
        {
            var photoId = mark[(Marks.Length + 1)..];
            if (!RecordId.IsWellFormed(photoId) || MadeAt(photoId) + Abandoned > clock.GetUtcNow()) continue;
            if (!await isKnown(photoId)) await store.DeleteAsync(Original(photoId), CancellationToken.None);
            await store.DeleteAsync(mark, CancellationToken.None);
        }
    }

    private static string Mark(string photoId) => $"{Marks}/{photoId}";

    // The first 48 bits of a UUID of version 7 are milliseconds since 1970 (RFC 9562 section 5.7).
    private static DateTimeOffset MadeAt(string photoId) => DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(photoId[..12], 16));
}

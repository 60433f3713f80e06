using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace PhotoShare.Api.Photos;

/// <summary>
/// The bytes of photos, in a folder. What comes in is written beside the photos and moved among them whole, and while a photo is on its way
/// a file of its name stands in <c>incoming</c>: after a crash, that list tells which photos may have a file and no row (<see cref="SweepAsync"/>).
/// </summary>
internal sealed class PhotoFiles(IOptions<ApiOptions> options)
{
    private string Originals => Path.Combine(options.Value.DataDirectory, "photos");
    private string Thumbnails => Path.Combine(options.Value.DataDirectory, "thumbnails");
    private string Incoming => Path.Combine(options.Value.DataDirectory, "incoming");

    public string OriginalPath(string photoId) => Path.Combine(Originals, photoId[^2..], photoId);

    /// <param name="longSide">Pixels.</param>
    public string ThumbnailPath(string photoId, int longSide) => Path.Combine(Thumbnails, photoId[^2..], $"{photoId}-{longSide}");

    /// <summary>Where a photo's bytes go before anything is known of them.</summary>
    public string IncomingPath(string photoId) => Path.Combine(Incoming, photoId);

    public Stream CreateIncoming(string photoId)
    {
        Directory.CreateDirectory(Incoming);
        return new FileStream(IncomingPath(photoId), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous });
    }

    /// <summary>A finished file takes its place at once: nobody ever reads half of one.</summary>
    public static void Place(string finished, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Move(finished, path, overwrite: true);
    }

    /// <returns>SHA-256, base64url.</returns>
    public static string Hash(string path)
    {
        using var file = File.OpenRead(path);
        return Base64Url.EncodeToString(SHA256.HashData(file));
    }

    /// <summary>The photo is whole and known, or it was refused: its incoming files go.</summary>
    public void Settle(string photoId)
    {
        if (!Directory.Exists(Incoming)) return;
        foreach (var file in Directory.EnumerateFiles(Incoming, photoId + "*")) File.Delete(file);
    }

    /// <param name="isKnown">Whether the database has a photo of this id.</param>
    public async Task SweepAsync(Func<string, Task<bool>> isKnown)
    {
        if (!Directory.Exists(Incoming)) return;
        foreach (var photoId in Directory.GetFiles(Incoming).Select(file => Path.GetFileName(file).Split('.')[0]).Distinct())
        {
            if (!await isKnown(photoId)) File.Delete(OriginalPath(photoId));
            Settle(photoId);
        }
    }
}

using PhotoShare.Api.Albums;
using PhotoShare.Api.Data;

namespace PhotoShare.Api.Photos;

/// <summary>Takes a photo in: whole, or not at all.</summary>
internal sealed class Uploads(PhotoDatabase database, PhotoFiles files, ImageWork work, TimeProvider clock)
{
    /// <param name="album">Tracked by the database, and the person's own.</param>
    /// <exception cref="UploadRefusedException">It is not taken.</exception>
    /// <exception cref="ImageWorkBusyException">Not now.</exception>
    public async Task<Photo> TakeAsync(Album album, HttpRequest request, CancellationToken cancellationToken)
    {
        var id = RecordId.New(clock.GetUtcNow());
        try
        {
            UploadForm form;
            await using (var file = files.CreateIncoming(id)) form = await UploadForm.ReadAsync(request, file, cancellationToken);
            var photo = await work.RunAsync(() => Clean(id, album, form), cancellationToken);
            await KeepAsync(album, photo);
            return photo;
        }
        finally
        {
            files.Settle(id);
        }
    }

    private Photo Clean(string id, Album album, UploadForm form)
    {
        var sent = files.IncomingPath(id);
        var clean = sent + ".clean";
        var kind = PictureKinds.Of(sent) ?? throw new UploadRefusedException(StatusCodes.Status415UnsupportedMediaType, "A photo is a JPEG, a PNG or a WebP.");
        var (width, height) = Pictures.WriteClean(sent, kind, clean);
        var (camera, takenAt) = CameraReader.Read(sent);
        return new Photo
        {
            Id = id,
            AlbumId = album.Id,
            Owner = album.Owner,
            Title = form.Title,
            Width = width,
            Height = height,
            Bytes = new FileInfo(clean).Length,
            ContentType = kind.ContentType(),
            ContentHash = PhotoFiles.Hash(clean),
            TakenAt = takenAt,
            Camera = camera,
            CreatedAt = clock.GetUtcNow(),
        };
    }

    /// <summary>First the file, then the row: no row ever lacks its file. From here on it is finished, whether or not somebody still waits.</summary>
    private async Task KeepAsync(Album album, Photo photo)
    {
        var path = files.OriginalPath(photo.Id);
        PhotoFiles.Place(files.IncomingPath(photo.Id) + ".clean", path);
        try
        {
            album.CoverPhotoId ??= photo.Id;
            database.Photos.Add(photo);
            await database.SaveChangesAsync(CancellationToken.None);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }
}

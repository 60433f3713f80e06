using PhotoShare.Api.Albums;
using PhotoShare.Api.Data;

namespace PhotoShare.Api.Photos;

/// <summary>Takes a photo in: whole, or not at all.</summary>
internal sealed class Uploads(PhotoDatabase database, PhotoFiles files, Scratch scratch, ImageWork work, TimeProvider clock)
{
    /// <param name="album">Tracked by the database, and the person's own.</param>
    /// <exception cref="UploadRefusedException">It is not taken.</exception>
    /// <exception cref="ImageWorkBusyException">Not now.</exception>
    public async Task<Photo> TakeAsync(Album album, HttpRequest request, CancellationToken cancellationToken)
    {
        using var sent = scratch.NewFile();
        using var clean = scratch.NewFile();
        UploadForm form;
        await using (var file = sent.OpenWrite()) form = await UploadForm.ReadAsync(request, file, cancellationToken);
        var photo = await work.RunAsync(() => Clean(album, form, sent, clean), cancellationToken);
        // From here on it is finished, whether or not somebody still waits.
        await files.KeepAsync(photo.Id, clean, enough => AddAsync(album, photo, enough));
        return photo;
    }

    private Photo Clean(Album album, UploadForm form, ScratchFile sent, ScratchFile clean)
    {
        var kind = PictureKinds.Of(sent.Path) ?? throw new UploadRefusedException(StatusCodes.Status415UnsupportedMediaType, "A photo is a JPEG, a PNG or a WebP.");
        var (width, height) = Pictures.WriteClean(sent.Path, kind, clean.Path);
        var (camera, takenAt) = CameraReader.Read(sent.Path);
        var now = clock.GetUtcNow();
        return new Photo
        {
            Id = RecordId.New(now),
            AlbumId = album.Id,
            Owner = album.Owner,
            Title = form.Title,
            Width = width,
            Height = height,
            Bytes = clean.Length,
            ContentType = kind.ContentType(),
            ContentHash = PhotoFiles.Hash(clean),
            TakenAt = takenAt,
            Camera = camera,
            CreatedAt = now,
        };
    }

    private async Task AddAsync(Album album, Photo photo, CancellationToken cancellationToken)
    {
        album.CoverPhotoId ??= photo.Id;
        database.Photos.Add(photo);
        await database.SaveChangesAsync(cancellationToken);
    }
}

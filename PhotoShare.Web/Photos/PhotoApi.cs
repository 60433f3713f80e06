using System.Net.Http.Headers;
using System.Text.Json;
using PhotoShare.Web.Albums;

namespace PhotoShare.Web.Photos;

/// <summary>A network's photo API, as the person who looks may use it.</summary>
public sealed class PhotoApi(PhotoApiTransport transport)
{
    private const int AlbumsPerPage = 24;
    private const int PhotosPerPage = 48;

    // A page of photos has some 20 KB.
    private const long MostBytes = 1024 * 1024;

    // What lacks a member that it must have, or has null for it, is not understood.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public Task<PhotoApiAnswer<PageOf<AlbumSummary>>> ListAlbumsAsync(Viewer viewer, string? cursor, CancellationToken cancellationToken) =>
        ReadAsync<PageOf<AlbumSummary>>(viewer, () => new(HttpMethod.Get, Relative($"albums?limit={AlbumsPerPage}{Cursor(cursor)}")), cancellationToken);

    /// <summary>The album with one page of its photos.</summary>
    public Task<PhotoApiAnswer<Album>> GetAlbumAsync(Viewer viewer, string album, string? cursor, CancellationToken cancellationToken) =>
        ReadAsync<Album>(viewer, () => new(HttpMethod.Get, Relative($"albums/{Uri.EscapeDataString(album)}?limit={PhotosPerPage}{Cursor(cursor)}")), cancellationToken);

    public Task<PhotoApiAnswer<PhotoDetails>> GetPhotoAsync(Viewer viewer, string photo, CancellationToken cancellationToken) =>
        ReadAsync<PhotoDetails>(viewer, () => new(HttpMethod.Get, Relative($"photos/{Uri.EscapeDataString(photo)}")), cancellationToken);

    /// <summary>Adds a photo to an album. Asks for the scope <c>photos.write</c>.</summary>
    public Task<PhotoApiAnswer<UploadedPhoto>> AddPhotoAsync(Viewer viewer, string album, ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        return ReadAsync<UploadedPhoto>(viewer, Request, cancellationToken);

        HttpRequestMessage Request()
        {
            var file = new ReadOnlyMemoryContent(picture);
            file.Headers.ContentType = new MediaTypeHeaderValue("image/png");
            return new(HttpMethod.Post, Relative($"albums/{Uri.EscapeDataString(album)}/photos"))
            {
                Content = new MultipartFormDataContent { { file, "photo", "photoshare-test.png" } },
            };
        }
    }

    private async Task<PhotoApiAnswer<T>> ReadAsync<T>(Viewer viewer, Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        var answer = await transport.SendAsync(viewer, request, cancellationToken);
        if (!answer.Has(out var response, out var refusal)) return refusal;
        using (response) return await ReadAsync<T>(response, cancellationToken);
    }

    private static async Task<PhotoApiAnswer<T>> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(PhotoApiTransport.Patience);
        try
        {
            await response.Content.LoadIntoBufferAsync(MostBytes, patience.Token);
            var value = await response.Content.ReadFromJsonAsync<T>(Json, patience.Token);
            return value is null ? NotUnderstood("null") : value;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new PhotoApiRefusal(PhotoApiRefusalKind.Slow, "The API began to answer and did not end.");
        }
        catch (Exception e) when (e is JsonException or HttpRequestException or IOException or InvalidOperationException)
        {
            return NotUnderstood(e is JsonException { Path: { } path } ? $"JSON at {path}" : e.GetType().Name);
        }

        static PhotoApiRefusal NotUnderstood(string why) => new(PhotoApiRefusalKind.Down, $"The API's answer is not what its contract says ({why}).");
    }

    private static Uri Relative(string address) => new(address, UriKind.Relative);

    private static string Cursor(string? cursor) => cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
}

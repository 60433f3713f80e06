using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace PhotoShare.Api.Photos;

/// <summary>
/// The multipart form of an upload (RFC 7578): one file <c>photo</c>, and a text <c>title</c> if one likes. The file is written
/// where the caller says while it comes in, and never held in memory.
/// </summary>
/// <param name="Title">At most <see cref="LongestTitle"/> characters; the file's own name where none was sent.</param>
internal sealed record UploadForm(string Title)
{
    /// <summary>20 MB.</summary>
    public const long MostBytes = 20_000_000;

    /// <summary>What the form may add to that: boundaries, headers, the title.</summary>
    public const long FormBytes = 64 * 1024;

    public const int LongestTitle = 200;

    /// <exception cref="UploadRefusedException">It is not that form, or too large.</exception>
    public static async Task<UploadForm> ReadAsync(HttpRequest request, Stream file, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadSectionsAsync(new MultipartReader(Boundary(request), request.Body), file, cancellationToken);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw TooLarge;
        }
        catch (Exception e) when (e is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new UploadRefusedException(StatusCodes.Status400BadRequest, "The form ended too early, or is not well formed.", e);
        }
    }

    private static async Task<UploadForm> ReadSectionsAsync(MultipartReader reader, Stream file, CancellationToken cancellationToken)
    {
        string? title = null;
        string? fileName = null;
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            var disposition = ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var parsed) ? parsed : null;
            switch (HeaderUtilities.RemoveQuotes(disposition?.Name ?? "").Value)
            {
                case "photo" when fileName is null:
                    fileName = HeaderUtilities.RemoveQuotes(disposition!.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value ?? "";
                    await CopyAsync(section.Body, file, cancellationToken);
                    break;
                case "title" when title is null:
                    title = await ReadTitleAsync(section.Body, cancellationToken);
                    break;
                default:
                    throw new UploadRefusedException(StatusCodes.Status400BadRequest, "Send one file in the field photo, and a title if you like, and nothing else.");
            }
        }
        if (fileName is null) throw new UploadRefusedException(StatusCodes.Status400BadRequest, "There is no file in the field photo.");
        return new UploadForm(string.IsNullOrEmpty(title) ? TitleOf(fileName) : title);
    }

    private static string Boundary(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= 70 } boundary
            ? boundary
            : throw new UploadRefusedException(StatusCodes.Status415UnsupportedMediaType, "Send the photo as multipart/form-data.");

    private static async Task CopyAsync(Stream from, Stream to, CancellationToken cancellationToken)
    {
        var buffer = new byte[81920];
        long total = 0;
        int read;
        while ((read = await from.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if ((total += read) > MostBytes) throw TooLarge;
            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
        await to.FlushAsync(cancellationToken);
    }

    private static async Task<string> ReadTitleAsync(Stream body, CancellationToken cancellationToken)
    {
        // UTF-8 has four bytes a character at most; one more tells that there is more.
        var buffer = new byte[LongestTitle * 4 + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        var title = Encoding.UTF8.GetString(buffer, 0, length).Trim();
        return title.Length <= LongestTitle && !title.Any(char.IsControl)
            ? title
            : throw new UploadRefusedException(StatusCodes.Status400BadRequest, $"A title is one line of {LongestTitle} characters at most.");
    }

    private static string TitleOf(string fileName)
    {
        var name = Path.GetFileNameWithoutExtension(fileName.Split('/', '\\')[^1]);
        var title = new string([.. name.Where(c => !char.IsControl(c)).Take(LongestTitle)]).Trim();
        // Not through the middle of a character, half of which PostgreSQL would not take.
        if (title.Length > 0 && char.IsHighSurrogate(title[^1])) title = title[..^1];
        return title.Length > 0 ? title : "Untitled";
    }

    private static UploadRefusedException TooLarge => new(StatusCodes.Status413PayloadTooLarge, $"A photo has {MostBytes / 1_000_000} MB at most.");
}

using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace PhotoShare.Web.Photos;

/// <summary>
/// Passes a picture from the network's photo API through to the browser as it comes, without keeping it. Conditional and range
/// requests go through too, so that a picture travels once. The browser sees neither the token nor the API's address.
/// </summary>
public static class PhotoImage
{
    /// <summary>How long one picture may take on its way.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    // What a browser decodes as a picture and nothing else: no SVG, which is a document with scripts.
    private static readonly string[] MediaTypes = ["image/jpeg", "image/png", "image/webp", "image/avif", "image/gif"];

    private static readonly string[] Asked = [HeaderNames.IfNoneMatch, HeaderNames.IfModifiedSince, HeaderNames.Range, HeaderNames.IfRange];

    private static readonly string[] Answered =
        [HeaderNames.ETag, HeaderNames.LastModified, HeaderNames.ContentType, HeaderNames.ContentLength, HeaderNames.ContentRange, HeaderNames.AcceptRanges];

    /// <param name="address">Of the picture, relative to the API's root.</param>
    /// <param name="asked">The browser's headers, of which the conditional ones go along.</param>
    public static HttpRequestMessage Request(string address, IHeaderDictionary asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        foreach (var name in Asked)
        {
            if (asked.TryGetValue(name, out var value)) request.Headers.TryAddWithoutValidation(name, (string?)value);
        }
        return request;
    }

    /// <summary>Sends the API's answer on, and disposes of it.</summary>
    /// <param name="response">Status 200, 206, 304 or 416.</param>
    /// <param name="context">The browser's request.</param>
    /// <param name="fresh">How long the browser may show it without asking again.</param>
    /// <returns>False, with nothing sent, if it is no picture.</returns>
    public static async Task<bool> TrySendAsync(HttpResponseMessage response, HttpContext context, TimeSpan fresh)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(context);
        using var _ = response;
        if (response.IsSuccessStatusCode && !MediaTypes.Contains(response.Content.Headers.ContentType?.MediaType)) return false;

        context.Response.StatusCode = (int)response.StatusCode;
        var answered = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated).ToDictionary(StringComparer.OrdinalIgnoreCase);
        foreach (var name in Answered)
        {
            if (answered.TryGetValue(name, out var values)) context.Response.Headers[name] = new StringValues([.. values]);
        }
        // Private, and bound to the session: on a shared computer the next person's browser asks anew, and gets nothing.
        context.Response.Headers.CacheControl = $"private, max-age={fresh.TotalSeconds:0}";
        context.Response.Headers.Vary = HeaderNames.Cookie;

        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        bounded.CancelAfter(Longest);
        try
        {
            if (response.IsSuccessStatusCode) await response.Content.CopyToAsync(context.Response.Body, bounded.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or HttpRequestException)
        {
            // Half a picture must not pass for a whole one.
            context.Abort();
        }
        return true;
    }
}

namespace PhotoShare.Web.Tests.Hosting;

/// <summary>What a test's server was asked.</summary>
public sealed record RecordedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Form, string? Authorization, string? Cookie, string? Host)
{
    public static async Task<RecordedRequest> ReadAsync(HttpRequest request)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync() : null;
        return new RecordedRequest(request.Method, request.Path,
            request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()),
            form?.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()) ?? [],
            request.Headers.Authorization, request.Headers.Cookie, request.Host.Value);
    }
}

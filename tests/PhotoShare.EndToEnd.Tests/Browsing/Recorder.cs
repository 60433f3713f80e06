using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace PhotoShare.EndToEnd.Tests.Browsing;

/// <summary>Everything that one browser sends and receives: its front channel.</summary>
public sealed class Recorder
{
    private readonly ConcurrentQueue<IResponse> _responses = new();
    private readonly ConcurrentQueue<Task<string?>> _pages = new();

    public Recorder(Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        person.Browser.Response += (_, response) =>
        {
            _responses.Enqueue(response);
            if (response.Ok && (response.Headers.GetValueOrDefault("content-type") ?? "").StartsWith("text/html", StringComparison.Ordinal))
                _pages.Enqueue(ReadAsync(response));
        };
    }

    public IEnumerable<IResponse> Responses => _responses;

    /// <summary>The pages as they came, but for those that the browser left before they could be read.</summary>
    public async Task<IReadOnlyList<string>> PagesAsync() => [.. (await Task.WhenAll(_pages)).OfType<string>()];

    private static async Task<string?> ReadAsync(IResponse response)
    {
        try { return await response.TextAsync(); }
        catch (PlaywrightException) { return null; }
    }
}

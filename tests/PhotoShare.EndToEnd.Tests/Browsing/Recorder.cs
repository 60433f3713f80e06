using System.Collections.Concurrent;
using System.Web;
using Microsoft.Playwright;

namespace PhotoShare.EndToEnd.Tests.Browsing;

/// <summary>Everything that one browser sends and receives: its front channel.</summary>
public sealed class Recorder
{
    private static readonly string[] SecretParameters = ["code", "state", "request_uri", "session_code", "client_data", "id_token_hint", "tab_id"];
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

    /// <summary>The values that passed through addresses and that nobody else may learn.</summary>
    public IEnumerable<string> SecretsInAddresses() => _responses
        .SelectMany(response => new[] { response.Request.Url, response.Headers.GetValueOrDefault("location") })
        .OfType<string>()
        .Where(address => address.Contains('?', StringComparison.Ordinal))
        .Select(address => HttpUtility.ParseQueryString(address.Split('?', 2)[1]))
        .SelectMany(query => SecretParameters.Select(name => query[name]))
        .OfType<string>()
        .Where(value => value.Length > 8)
        .Distinct();

    private static async Task<string?> ReadAsync(IResponse response)
    {
        try { return await response.TextAsync(); }
        catch (PlaywrightException) { return null; }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Playwright;
using PhotoShare.EndToEnd.Tests.Browsing;

namespace PhotoShare.Deployment.Tests.Systems;

/// <summary>A light load: a signed-in person's albums, asked for again and again, never twice for one answer. Bounded in count and time.</summary>
public sealed class Readers : IAsyncDisposable
{
    private const int AtOnce = 2, AtMost = 20_000;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(6), Pause = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _end = new(Longest);
    private readonly ConcurrentDictionary<string, int> _answers = new();
    private readonly HttpClient _client;
    private readonly Task _reading;
    private readonly Uri _address;
    private readonly string _cookies;
    private int _left = AtMost;
    private long _slowest;

    private Readers(HttpClient client, Uri address, string cookies)
    {
        (_client, _address, _cookies) = (client, address, cookies);
        _reading = Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(ReadAsync)));
    }

    /// <summary>How many were not answered with the page.</summary>
    public int Failed => _answers.Where(answer => answer.Key != "200").Sum(answer => answer.Value);

    public int Count => _answers.Values.Sum();

    public static async Task<Readers> StartAsync(DeployedSystem system, Person person, string path = "/connections/friendbook/albums")
    {
        var cookies = await person.Browser.CookiesAsync([system.Web.ToString()]);
        var readers = new Readers(system.NewClient(), new Uri(system.Web, path), string.Join("; ", cookies.Select(cookie => $"{cookie.Name}={cookie.Value}")));
        while (readers.Count < 20 && !readers._reading.IsCompleted) await Task.Delay(Pause);
        return readers;
    }

    public async Task<string> EndAsync()
    {
        await _end.CancelAsync();
        await _reading;
        var answers = string.Join(", ", _answers.OrderBy(answer => answer.Key, StringComparer.Ordinal).Select(answer => $"{answer.Key}: {answer.Value}"));
        return $"{Failed} of {Count} requests failed, the slowest took {_slowest / 1000.0:0.0} s ({answers})";
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _reading;
        _client.Dispose();
        _end.Dispose();
    }

    private async Task ReadAsync()
    {
        while (!_end.IsCancellationRequested && Interlocked.Decrement(ref _left) >= 0)
        {
            var clock = Stopwatch.StartNew();
            string answer;
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, _address) { Headers = { { "Cookie", _cookies } } };
                using var response = await _client.SendAsync(request);
                await response.Content.ReadAsByteArrayAsync();
                answer = $"{(int)response.StatusCode}";
            }
            catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
            {
                answer = "no answer";
            }
            _answers.AddOrUpdate(answer, 1, (_, count) => count + 1);
            InterlockedMax(clock.ElapsedMilliseconds);
            await Task.Delay(Pause);
        }
    }

    private void InterlockedMax(long value)
    {
        long seen;
        while (value > (seen = Interlocked.Read(ref _slowest)) && Interlocked.CompareExchange(ref _slowest, value, seen) != seen)
        {
        }
    }
}

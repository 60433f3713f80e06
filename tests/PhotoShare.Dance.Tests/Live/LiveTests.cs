using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PhotoShare.Dance.Dances;
using PhotoShare.Dance.Live;
using PhotoShare.Dance.Tests.Pages;
using PhotoShare.Dance.Tests.Samples;

namespace PhotoShare.Dance.Tests.Live;

public sealed class LiveTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_page_is_told_at_once_and_then_of_each_change_of_its_dance_and_of_what_follows_it()
    {
        await using var host = new PagesHost();
        using var visitor = host.Visitor();
        using var events = await EventsAsync(visitor, $"/dances/{SampleDances.Id(1)}/events");

        Assert.Equal(SampleDances.Id(1), await events.NextAsync());
        await Events.ListenedToAsync(host, 1);
        host.Dances.Put(SampleDances.Refused());
        host.Dances.Put(SampleDances.Federated());
        Assert.Equal(SampleDances.Id(1), await events.NextAsync());
        host.Dances.Put(SampleDances.Refreshed());
        Assert.Equal(SampleDances.Id(7), await events.NextAsync());
    }

    [Fact]
    public async Task The_list_is_told_of_every_dance_and_many_changes_at_once_are_few_events()
    {
        await using var host = new PagesHost();
        using var visitor = host.Visitor();
        using var events = await EventsAsync(visitor, "/events");
        await events.NextAsync();
        await Events.ListenedToAsync(host, 1);

        for (var i = 0; i < 1000; i++) host.Dances.Put(SampleDances.Refused());
        await events.NextAsync();
        host.Dances.Put(SampleDances.Failed() with { Id = SampleDances.Id(50) });
        var told = 1;
        while (await events.NextAsync() != SampleDances.Id(50) && told < 1000) told++;

        Assert.InRange(told, 1, 50);
    }

    [Fact]
    public async Task Only_so_many_listen_at_once_and_a_place_that_is_left_is_free_again()
    {
        await using var host = new PagesHost();
        using var visitor = host.Visitor();
        var listeners = host.Services.GetRequiredService<PageListeners>();
        var seats = Enumerable.Range(0, PageListeners.Most).Select(_ => listeners.TryEnter()).ToList();
        using (var refused = await visitor.GetAsync("/events", HttpCompletionOption.ResponseHeadersRead))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("10", refused.Headers.GetValues("Retry-After").Single());
        }
        seats[0]!.Dispose();
        using var events = await EventsAsync(visitor, "/events");
        Assert.Equal("", await events.NextAsync());
        Assert.Null(listeners.TryEnter());
    }

    [Fact]
    public async Task Whoever_leaves_is_listened_for_no_more()
    {
        await using var host = new PagesHost();
        using var visitor = host.Visitor();
        using (var events = await EventsAsync(visitor, "/events"))
        {
            await events.NextAsync();
            await Events.ListenedToAsync(host, 1);
        }
        await Events.UntilAsync(() => host.Dances.Listening == 0);
    }

    [Fact]
    public async Task The_program_ends_at_once_though_somebody_listens()
    {
        await using var host = new PagesHost();
        using var visitor = host.Visitor();
        using var events = await EventsAsync(visitor, "/events");
        await events.NextAsync();

        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.Null(await events.NextAsync());
    }

    [Fact]
    public async Task Events_are_neither_stored_nor_held_back()
    {
        await using var host = new PagesHost();
        using var visitor = host.Visitor();
        using var answer = await visitor.GetAsync("/events", HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        Assert.True(answer.Headers.CacheControl!.NoCache || answer.Headers.CacheControl.NoStore);
        Assert.Equal("no", answer.Headers.GetValues("X-Accel-Buffering").Single());
        Assert.All(answer.Content.Headers.ContentEncoding, encoding => Assert.Equal("identity", encoding));
    }

    private static async Task<Events> EventsAsync(HttpClient visitor, string path) => new(new StreamReader(await visitor.GetStreamAsync(path)));

    /// <summary>The data of a stream of events, one after the other.</summary>
    private sealed class Events(StreamReader reader) : IDisposable
    {
        /// <returns>None where the stream ends.</returns>
        public async Task<string?> NextAsync()
        {
            using var patience = new CancellationTokenSource(Patience);
            while (await reader.ReadLineAsync(patience.Token) is { } line)
                if (line.StartsWith("data:", StringComparison.Ordinal)) return line["data:".Length..].Trim();
            return null;
        }

        public static Task ListenedToAsync(PagesHost host, int count) => UntilAsync(() => host.Dances.Listening == count);

        public static async Task UntilAsync(Func<bool> isSo)
        {
            using var patience = new CancellationTokenSource(Patience);
            while (!isSo()) await Task.Delay(5, patience.Token);
        }

        public void Dispose() => reader.Dispose();
    }
}

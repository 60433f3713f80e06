using Microsoft.Extensions.Time.Testing;
using PhotoShare.Dance.Keeping;
using PhotoShare.Dance.Spans;

namespace PhotoShare.Dance.Tests.Keeping;

public sealed class ListenersTests : IDisposable
{
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UnixEpoch.AddYears(57));
    private readonly CancellationTokenSource bound = new(TimeSpan.FromSeconds(60));

    public void Dispose() => bound.Dispose();

    [Fact]
    public async Task Everybody_who_listens_hears_of_a_change_at_once()
    {
        var book = Books.Make(clock);
        await using var one = book.ChangesAsync(bound.Token).GetAsyncEnumerator();
        await using var two = book.ChangesAsync(bound.Token).GetAsyncEnumerator();
        var id = Books.TraceId();
        book.Add([Books.Span(Books.TraceId(), clock.GetUtcNow()), Books.Hop(id, clock.GetUtcNow())]);
        Assert.True(await one.MoveNextAsync());
        Assert.True(await two.MoveNextAsync());
        Assert.Equal((id, id), (one.Current, two.Current));
    }

    [Fact]
    public async Task The_dance_that_is_followed_changes_with_its_follower()
    {
        var book = Books.Make(clock);
        var start = Books.Hop(Books.TraceId(), clock.GetUtcNow());
        book.Add([start]);
        await book.ListAsync(default);
        await using var changes = book.ChangesAsync(bound.Token).GetAsyncEnumerator();
        var follower = Books.TraceId();
        book.Add([Books.Hop(follower, clock.GetUtcNow(), null, new SpanLink(start.TraceId, start.SpanId))]);
        List<string> heard = [];
        while (heard.Count < 2 && await changes.MoveNextAsync()) heard.Add(changes.Current);
        Assert.Equal([follower, start.TraceId], heard);
    }

    [Fact]
    public async Task Who_is_slow_hears_of_many_changes_once_and_of_the_last_always()
    {
        var listeners = new Listeners();
        await using var slow = listeners.Listen(bound.Token).GetAsyncEnumerator();
        for (var i = 0; i < 1000; i++) listeners.Tell("a");
        listeners.Tell("b");
        Assert.True(await slow.MoveNextAsync());
        // It has heard of a, and looks at it now: what changes meanwhile is another change.
        listeners.Tell("a");
        List<string> heard = [slow.Current];
        while (heard.Count < 3 && await slow.MoveNextAsync()) heard.Add(slow.Current);
        Assert.Equal(["a", "b", "a"], heard);
    }

    [Fact]
    public async Task Who_has_left_is_told_nothing_and_takes_no_place()
    {
        var listeners = new Listeners();
        for (var i = 0; i < 1000; i++)
        {
            using var page = new CancellationTokenSource();
            _ = listeners.Listen(page.Token);
            await page.CancelAsync();
        }
        await using var next = listeners.Listen(bound.Token).GetAsyncEnumerator();
        listeners.Tell("a");
        Assert.True(await next.MoveNextAsync());
    }

    [Fact]
    public async Task One_too_many_is_told_nothing_and_does_not_wait()
    {
        var listeners = new Listeners();
        var others = Enumerable.Range(0, 256).Select(_ => listeners.Listen(bound.Token)).ToList();
        Assert.Equal(256, others.Count);
        await using var tooMany = listeners.Listen(bound.Token).GetAsyncEnumerator();
        Assert.False(await tooMany.MoveNextAsync());
    }
}

using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PhotoShare.Dance.Keeping;
using PhotoShare.Dance.Spans;

namespace PhotoShare.Dance.Tests.Keeping;

public sealed class DanceBookTests
{
    private readonly FakeTimeProvider clock = new(DateTimeOffset.UnixEpoch.AddYears(57));

    private DateTimeOffset Now => clock.GetUtcNow();

    [Fact]
    public async Task A_dance_is_listed_and_found_as_soon_as_its_first_hop_is_here()
    {
        var book = Books.Make(clock);
        var (older, newer) = (Books.TraceId(), Books.TraceId());
        book.Add([Books.Hop(older, Now.AddMinutes(-1)), Books.Hop(newer, Now), Books.Span(Books.TraceId(), Now)]);
        Assert.Equal([newer, older], (await book.ListAsync(default)).Select(dance => dance.Id));
        Assert.Single((await book.FindAsync(older, default))!.Hops);

        book.Add([Books.Hop(older, Now)]);
        Assert.Equal(2, (await book.FindAsync(older, default))!.Hops.Count);
        Assert.Null(await book.FindAsync(Books.TraceId(), default));
    }

    [Fact]
    public async Task What_was_said_is_found_and_not_listed()
    {
        var book = Books.Make(clock);
        var id = Books.TraceId();
        book.Add([Books.Hop(id, Now)]);
        Assert.NotEmpty(Assert.Single((await book.FindAsync(id, default))!.Hops).Sent);
        Assert.Empty(Assert.Single(Assert.Single(await book.ListAsync(default)).Hops).Sent);
    }

    [Fact]
    public async Task A_list_reads_no_dance_that_has_not_changed()
    {
        var read = 0;
        var book = new DanceBook(new(), clock, NullLogger.Instance, hasShelf: false, (id, spans) => { Interlocked.Increment(ref read); return Books.Read(id, spans); });
        var first = Books.Hop(Books.TraceId(), Now);
        book.Add([first, .. Enumerable.Range(0, 99).Select(_ => Books.Hop(Books.TraceId(), Now))]);
        await book.ListAsync(default);
        Assert.Equal(100, read);
        await book.ListAsync(default);
        // The exporter sends it once more.
        book.Add([first with { }]);
        await book.ListAsync(default);
        Assert.Equal(100, read);
        book.Add([Books.Hop(first.TraceId, Now)]);
        await book.ListAsync(default);
        Assert.Equal(101, read);
    }

    [Fact]
    public async Task A_span_that_is_placed_anew_takes_the_place_of_the_old_one()
    {
        var book = Books.Make(clock);
        var (id, hop) = (Books.TraceId(), "");
        var first = Books.Hop(id, Now);
        book.Add([first]);
        hop = first.SpanId;
        book.Add([first with { ParentSpanId = "00000000000000aa" }]);
        Assert.Equal("00000000000000aa", Assert.Single(book.Spans(id)).ParentSpanId);
        Assert.Equal(hop, Assert.Single((await book.FindAsync(id, default))!.Hops).SpanId);
    }

    [Fact]
    public async Task The_oldest_dances_go_first_when_there_are_too_many()
    {
        var book = Books.Make(clock, limits => limits.MaxDances = 3);
        var ids = Enumerable.Range(0, 5).Select(_ => Books.TraceId()).ToList();
        foreach (var id in ids)
        {
            book.Add([Books.Hop(id, Now)]);
            clock.Advance(TimeSpan.FromSeconds(1));
        }
        book.Sweep();
        Assert.Equal(ids.TakeLast(3).Reverse(), (await book.ListAsync(default)).Select(dance => dance.Id));
    }

    [Fact]
    public async Task The_oldest_dances_go_first_when_they_are_too_large()
    {
        var book = Books.Make(clock, limits => limits.MaxMegabytes = 1);
        var ids = Enumerable.Range(0, 5).Select(_ => Books.TraceId()).ToList();
        foreach (var id in ids)
        {
            book.Add([.. Enumerable.Range(0, 400).Select(_ => Books.Hop(id, Now))]);
            clock.Advance(TimeSpan.FromSeconds(1));
        }
        book.Sweep();
        Assert.Equal([ids[4], ids[3]], (await book.ListAsync(default)).Select(dance => dance.Id));
        Assert.InRange(book.Size.Megabytes, 0.1, 1);
    }

    [Fact]
    public async Task Noise_goes_soon_and_pushes_no_dance_out()
    {
        var book = Books.Make(clock, limits => (limits.MaxDances, limits.MaxNoise, limits.NoiseSeconds) = (10, 20, 120));
        var dance = Books.TraceId();
        book.Add([Books.Hop(dance, Now)]);
        clock.Advance(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 1000; i++) book.Add([Books.Span(Books.TraceId(), Now)]);
        book.Sweep();
        Assert.Equal((1, 20), (book.Size.Dances, book.Size.Noise));

        clock.Advance(TimeSpan.FromSeconds(121));
        book.Sweep();
        Assert.Equal((1, 0), (book.Size.Dances, book.Size.Noise));
        Assert.NotNull(await book.FindAsync(dance, default));
    }

    [Fact]
    public void Noise_is_bounded_also_between_two_sweeps()
    {
        var book = Books.Make(clock, limits => (limits.MaxDances, limits.MaxNoise) = (10, 20));
        for (var i = 0; i < 1000; i++) book.Add([Books.Span(Books.TraceId(), Now)]);
        Assert.InRange(book.Size.Noise, 1, 61);
    }

    [Fact]
    public async Task A_dance_is_kept_for_a_day_after_its_last_span()
    {
        var book = Books.Make(clock);
        var id = Books.TraceId();
        book.Add([Books.Hop(id, Now)]);
        clock.Advance(TimeSpan.FromHours(23));
        book.Add([Books.Hop(id, Now)]);
        clock.Advance(TimeSpan.FromHours(23.9));
        book.Sweep();
        // Packed by now, and as it was.
        Assert.Equal(2, (await book.FindAsync(id, default))!.Hops.Count);
        Assert.Equal("fp:0123456789abcdef", book.Spans(id)[0]["oauth.hop.sent.state"]);
        clock.Advance(TimeSpan.FromHours(0.2));
        book.Sweep();
        Assert.Null(await book.FindAsync(id, default));
    }

    [Fact]
    public void A_dance_that_was_packed_takes_more()
    {
        var book = Books.Make(clock);
        var first = Books.Hop(Books.TraceId(), Now);
        book.Add([first]);
        clock.Advance(TimeSpan.FromMinutes(1));
        book.Sweep();
        book.Add([Books.Hop(first.TraceId, Now), first]);
        Assert.Equal(2, book.Spans(first.TraceId).Length);
    }

    [Fact]
    public void One_dance_has_a_bound_of_its_own()
    {
        var book = Books.Make(clock, limits => limits.MaxSpansPerDance = 100);
        var id = Books.TraceId();
        book.Add([.. Enumerable.Range(0, 500).Select(_ => Books.Hop(id, Now))]);
        Assert.Equal(100, book.Spans(id).Length);

        var (large, other) = (Books.TraceId(), Books.Make(clock, limits => limits.MaxMegabytesPerDance = 1));
        other.Add([.. Enumerable.Range(0, 500).Select(_ => Books.Hop(large, Now) with { Name = new string('x', 5000) })]);
        Assert.InRange(other.Spans(large).Length, 50, 110);
    }

    [Fact]
    public async Task Later_traces_that_point_to_a_dance_are_its_followers()
    {
        var book = Books.Make(clock);
        var (dance, read, disconnect, other) = (Books.TraceId(), Books.TraceId(), Books.TraceId(), Books.TraceId());
        var start = Books.Hop(dance, Now);
        book.Add([Books.Hop(disconnect, Now.AddHours(2), null, new SpanLink(dance, start.SpanId)), Books.Hop(read, Now.AddHours(1), null, new SpanLink(dance, start.SpanId))]);
        Assert.Null((await book.FindAsync(read, default))!.Follows);
        book.Add([start, Books.Hop(other, Now)]);
        Assert.Equal([read, disconnect], (await book.FindAsync(dance, default))!.Followers);
        Assert.Equal(dance, (await book.FindAsync(disconnect, default))!.Follows);
        Assert.Equal(dance, (await book.ListAsync(default)).Single(found => found.Id == read).Follows);
        Assert.Empty((await book.FindAsync(other, default))!.Followers);
    }

    [Fact]
    public async Task A_trace_that_can_not_be_read_costs_no_other()
    {
        var (bad, good) = (Books.TraceId(), Books.TraceId());
        var book = new DanceBook(new(), clock, NullLogger.Instance, hasShelf: false, (id, spans) => id == bad ? throw new InvalidOperationException() : Books.Read(id, spans));
        book.Add([Books.Hop(bad, Now), Books.Hop(good, Now)]);
        Assert.Equal(good, Assert.Single(await book.ListAsync(default)).Id);
        Assert.Null(await book.FindAsync(bad, default));
    }
}

using Microsoft.Extensions.Time.Testing;
using PhotoShare.Dance.Joining;
using PhotoShare.Dance.Spans;
using PhotoShare.Dance.Tests.Recorded;

namespace PhotoShare.Dance.Tests.Joining;

public sealed class JoinerTests
{
    private readonly FakeTimeProvider time = new();

    public static TheoryData<string, int> EveryRecordingInSomeOrders()
    {
        var data = new TheoryData<string, int>();
        foreach (var name in new[] { "connect", "denial", "wrong-password", "federation" })
            for (var seed = 0; seed < 20; seed++) data.Add(name, seed);
        return data;
    }

    [Theory, MemberData(nameof(EveryRecordingInSomeOrders))]
    public void Whatever_the_order_all_of_Keycloaks_spans_find_their_dance(string name, int seed)
    {
        var recorded = Recording.Read(name);
        var placed = Join(new Joiner(time: time), Another.Shuffle(recorded, seed));
        Assert.Equal([DanceOf(recorded)], placed.Select(span => span.TraceId).Distinct());
        Assert.Equal(Places(Join(new Joiner(time: time), recorded)), Places(placed));
    }

    [Fact]
    public void What_Keycloak_does_for_nobody_stays_where_it_is()
    {
        var ofNobody = Recording.OfNobody("connect");
        Assert.NotEmpty(ofNobody);
        Assert.Equal(ofNobody.Select(span => (span.TraceId, span.SpanId)).Order(), Join(new Joiner(time: time), [.. Recording.Read("connect"), .. ofNobody])
            .Where(span => ofNobody.Any(one => one.SpanId == span.SpanId)).Select(span => (span.TraceId, span.SpanId)).Order());
    }

    [Fact]
    public void Requests_by_the_browser_stand_below_the_redirect_that_caused_them()
    {
        var recorded = Recording.Read("connect");
        var redirect = recorded.Single(span => span["oauth.hop.step"] == "redirect_out");
        var requests = Join(new Joiner(time: time), recorded).Where(IsRequestByBrowser).ToList();
        Assert.Equal(5, requests.Count);
        Assert.All(requests, request => Assert.Equal(redirect.SpanId, request.ParentSpanId));
    }

    [Fact]
    public void Requests_to_the_realm_that_is_asked_stand_below_the_request_that_sent_the_browser_there()
    {
        var placed = Join(new Joiner(time: time), Recording.Read("federation"));
        var sentThere = placed.Single(span => span["url.path"] == "/realms/instapic/broker/friendbook/login");
        var asked = placed.Where(span => IsRequestByBrowser(span) && span["url.path"]!.StartsWith("/realms/friendbook/", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, asked.Count);
        Assert.All(asked, request => Assert.Equal(sentThere.SpanId, request.ParentSpanId));
        var back = placed.Single(span => span["url.path"] == "/realms/instapic/broker/friendbook/endpoint");
        Assert.Equal(placed.Single(span => span["oauth.hop.step"] == "redirect_out").SpanId, back.ParentSpanId);
    }

    [Fact]
    public void Where_a_span_came_from_is_kept()
    {
        var recorded = Recording.Read("connect").ToDictionary(span => span.SpanId);
        foreach (var span in Join(new Joiner(time: time), [.. recorded.Values]))
        {
            var original = recorded[span.SpanId];
            Assert.Equal(original.TraceId, span.OriginalTraceId ?? span.TraceId);
            Assert.Equal(original.ParentSpanId, span.OriginalParentSpanId ?? span.ParentSpanId);
        }
    }

    [Fact]
    public void What_is_sent_twice_comes_out_alike()
    {
        var recorded = Recording.Read("federation");
        var placed = Join(new Joiner(time: time), [.. Another.Shuffle(recorded, 1), .. Another.Shuffle(recorded, 2)]);
        Assert.Equal(recorded.Count, placed.Select(span => span.SpanId).Distinct().Count());
        Assert.All(placed.GroupBy(span => span.SpanId), alike => Assert.Single(alike.Select(span => (span.TraceId, span.ParentSpanId)).Distinct()));
    }

    [Fact]
    public void A_thousand_dances_at_once_with_duplicates_and_gaps_are_told_apart()
    {
        string[] recordings = ["connect", "denial", "wrong-password", "federation"];
        var random = new Random(5);
        var (all, danceOf, mayBeAlone) = (new List<SpanRecord>(), new Dictionary<string, string>(), new HashSet<string>());
        for (var number = 0; number < 1000; number++)
        {
            var spans = Another.Dance(Recording.Read(recordings[number % recordings.Length]).Where(span => span["db.system"] is null).ToList(), number);
            foreach (var span in spans) danceOf[span.SpanId] = DanceOf(spans);
            foreach (var span in spans)
            {
                // One of fifty is lost. With a request by the browser, what leads to those after it can be lost, too.
                if (random.Next(50) > 0) all.Add(span);
                else if (span.ParentSpanId.Length == 0 || span.Service == "web") mayBeAlone.Add(DanceOf(spans));
                if (random.Next(20) == 0) all.Add(span);
            }
        }
        var joiner = new Joiner(new() { MostWaiting = int.MaxValue, MostRemembered = int.MaxValue }, time);

        var placed = Join(joiner, Another.Shuffle(all, 6));

        Assert.Equal(all.Select(span => span.SpanId).Distinct().Count(), placed.Select(span => span.SpanId).Distinct().Count());
        Assert.All(placed, span => Assert.True(span.TraceId == danceOf[span.SpanId] || (span.OriginalTraceId is null && mayBeAlone.Contains(danceOf[span.SpanId])), span.Name));
        Assert.Equal(0, joiner.Waiting);
    }

    [Fact]
    public void Two_dances_of_one_person_in_two_tabs_are_told_apart()
    {
        var (one, other) = (Another.Dance(Recording.Read("connect"), 1), Another.Dance(Recording.Read("connect"), 2));
        var placed = Join(new Joiner(time: time), [.. one.Zip(other).SelectMany(pair => new[] { pair.First, pair.Second })]);
        Assert.Equal(one.Count, placed.Count(span => span.TraceId == DanceOf(one)));
        Assert.Equal(other.Count, placed.Count(span => span.TraceId == DanceOf(other)));
    }

    [Fact]
    public void Spans_whose_request_never_comes_are_let_go_as_they_arrived_when_their_time_is_up()
    {
        var request = Recording.Read("connect").First(IsRequestByBrowser);
        var inner = Recording.Read("connect").Where(span => span.TraceId == request.TraceId && span != request && span.SpanId != request.SpanId).ToList();
        var joiner = new Joiner(time: time);
        Assert.Empty(inner.SelectMany(joiner.Add));

        time.Advance(TimeSpan.FromSeconds(29));
        Assert.Empty(joiner.ReleaseOverdue());
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(inner.Select(span => span.SpanId).Order(), joiner.ReleaseOverdue().Select(span => span.SpanId).Order());
        Assert.Equal(0, joiner.Waiting);
    }

    [Fact]
    public void A_request_whose_redirect_never_comes_stands_below_the_hop_that_is_known()
    {
        var recorded = Recording.Read("connect").Where(span => span["oauth.hop.step"] != "redirect_out").ToList();
        var joiner = new Joiner(time: time);
        var pushed = recorded.Single(span => span["oauth.hop.step"] == "pushed_request");
        Assert.DoesNotContain(recorded.SelectMany(joiner.Add), IsRequestByBrowser);
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.Contains(joiner.ReleaseOverdue(), span => IsRequestByBrowser(span) && span.ParentSpanId == pushed.SpanId);
    }

    [Fact]
    public void More_than_may_wait_pushes_out_what_waited_longest()
    {
        var joiner = new Joiner(new() { MostWaiting = 10 }, time);
        var inner = Enumerable.Range(0, 11).Select(number => Another.Dance([.. Recording.Read("connect").Where(span => span.Name.Contains("JtaTransaction", StringComparison.Ordinal)).Take(1)], number)[0]).ToList();
        Assert.Empty(inner.Take(10).SelectMany(joiner.Add));
        Assert.Equal([inner[0]], joiner.Add(inner[10]));
    }

    [Fact]
    public void A_trace_that_a_browser_names_is_not_believed()
    {
        var recorded = Recording.Read("connect");
        var (mine, other) = (Another.Dance(recorded, 1), Another.Dance(recorded, 2));
        var request = mine.First(IsRequestByBrowser) with { TraceId = DanceOf(other), ParentSpanId = other.First(span => span.Service == "web").SpanId };

        var placed = Join(new Joiner(time: time), [.. other, .. mine.Where(span => span.SpanId != request.SpanId), request]).Single(span => span.SpanId == request.SpanId);

        Assert.Equal(DanceOf(mine), placed.TraceId);
        Assert.Equal(DanceOf(other), placed.OriginalTraceId);
    }

    [Fact]
    public void A_request_of_no_dance_is_not_put_into_the_trace_that_a_browser_names()
    {
        var (dance, strange) = (Another.Dance(Recording.Read("connect"), 1), Another.Dance(Recording.Read("connect"), 2));
        var request = strange.First(IsRequestByBrowser) with { TraceId = DanceOf(dance), ParentSpanId = dance[0].SpanId };
        var placed = Join(new Joiner(time: time), [.. dance, request]).Single(span => span.SpanId == request.SpanId);
        Assert.NotEqual(DanceOf(dance), placed.TraceId);
        Assert.Equal("", placed.ParentSpanId);
    }

    [Fact]
    public void Spans_of_other_services_never_wait()
    {
        var span = Recording.Read("connect").First(span => span.Service == "web") with { ParentSpanId = "0123456789abcdef" };
        Assert.Equal([span], new Joiner(time: time).Add(span));
    }

    [Fact]
    public void What_came_in_clear_joins_nothing()
    {
        var recorded = Recording.Read("connect").Select(span => span with { Attributes = span.Attributes.ToDictionary(pair => pair.Key, pair => pair.Value.StartsWith("fp:", StringComparison.Ordinal) ? "*" : pair.Value) }).ToList();
        Assert.DoesNotContain(Join(new Joiner(time: time), recorded), span => IsRequestByBrowser(span) && span.TraceId == DanceOf(recorded));
    }

    private static IEnumerable<(string, string)> Places(IEnumerable<SpanRecord> spans) => spans.Select(span => (span.SpanId, span.ParentSpanId)).Order();

    private List<SpanRecord> Join(Joiner joiner, IReadOnlyList<SpanRecord> spans)
    {
        var placed = spans.SelectMany(joiner.Add).ToList();
        placed.AddRange(joiner.ReleaseOverdue());
        time.Advance(TimeSpan.FromMinutes(1));
        placed.AddRange(joiner.ReleaseOverdue());
        return placed;
    }

    private static string DanceOf(IReadOnlyList<SpanRecord> spans) => spans.First(span => span["oauth.dance.kind"] is not null).TraceId;

    private static bool IsRequestByBrowser(SpanRecord span) => span is { Service: "keycloak", Kind: SpanKind.Server } && (span.OriginalParentSpanId ?? span.ParentSpanId).Length == 0;
}

using PhotoShare.Dance.Dances;
using PhotoShare.Dance.Spans;
using PhotoShare.Dance.Tests.Joining;
using PhotoShare.Dance.Tests.Recorded;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Tests.Dances;

public sealed class DanceReadingTests
{
    [Fact]
    public void A_connection_is_read_hop_by_hop()
    {
        var dance = Danced.Read("connect");
        Assert.Equal(
            [
                "start", "pushed_request", "discovery", "key_set", "redirect_out", "authorization_request", "sign_in_page", "sign_in", "consent_page", "consent",
                "redirect_back", "callback", "token_request",
            ], Steps(dance));
        Assert.Equal((DanceKind.Connect, DanceOutcome.Done, "photoshare", "friendbook"), (dance.Kind, dance.Outcome, dance.Client, dance.Network));
        Assert.Equal(Enumerable.Range(1, 13), dance.Hops.Select(hop => hop.Number));
    }

    [Theory]
    [InlineData("pushed_request", "ext/par/request", 201)]
    [InlineData("token_request", "token", 200)]
    public void An_exchange_that_both_ends_recorded_is_one_hop(string step, string address, int status)
    {
        var hop = Assert.Single(Danced.Read("connect").Hops, hop => hop.Step.Id == step);
        Assert.Equal(["web", "keycloak"], hop.RecordedBy);
        Assert.Equal($"http://127.0.0.1:8080/realms/friendbook/protocol/openid-connect/{address}", hop.Url);
        Assert.Equal(("POST", status), (hop.Method, hop.Status));
        Assert.Equal((Party.Client("photoshare"), Party.AuthorizationServer("friendbook")), (hop.From, hop.To));
        Assert.Contains(hop.Sent, pair => pair.Key == "client_assertion.aud");
    }

    [Theory]
    [InlineData("refresh", DanceKind.Refresh, "page_read refresh")]
    [InlineData("disconnect", DanceKind.Disconnect, "disconnect revocation")]
    public void What_comes_later_is_a_dance_of_its_own(string recording, DanceKind kind, string steps)
    {
        var dance = Danced.Read(recording);
        Assert.Equal((kind, DanceOutcome.Done), (dance.Kind, dance.Outcome));
        Assert.Equal(steps, string.Join(' ', Steps(dance)));
        Assert.Equal(["web", "keycloak"], dance.Hops[1].RecordedBy);
    }

    [Fact]
    public void Another_realms_part_is_read_with_all_its_hops_and_stands_beside()
    {
        var dance = Danced.Read("federation");
        var (instapic, friendbook) = (Party.AuthorizationServer("instapic"), Party.AuthorizationServer("friendbook"));
        Assert.Equal([Party.Browser, Party.Client("photoshare"), instapic, friendbook], dance.Parties);
        Assert.Equal(
            [
                (HopSteps.RedirectOut, instapic, Party.Browser), (HopSteps.AuthorizationRequest, Party.Browser, friendbook), (HopSteps.SignIn, Party.Browser, friendbook),
                (HopSteps.RedirectBack, friendbook, Party.Browser), (HopSteps.Callback, Party.Browser, instapic), (HopSteps.TokenRequest, instapic, friendbook),
                (HopSteps.KeySet, friendbook, instapic), (HopSteps.KeySet, instapic, friendbook),
            ],
            dance.Hops.SkipWhile(hop => hop.Title != "Sign-in by friendbook chosen").Skip(1).Take(8).Select(hop => (hop.Step, hop.From, hop.To)));
    }

    [Fact]
    public void Redirects_that_nobody_recorded_are_inferred_and_say_so()
    {
        var back = Assert.Single(Danced.Read("connect").Hops, hop => hop.Step == HopSteps.RedirectBack);
        Assert.Equal("from the callback that followed", back.Inferred);
        Assert.Empty(back.RecordedBy);
        Assert.Equal((Party.AuthorizationServer("friendbook"), Party.Browser, null), (back.From, back.To, back.Status));
        Assert.Contains(back.Sent, pair => pair.Key == "code");
        Assert.All(Danced.Read("connect").Hops.Where(hop => hop != back && hop.Step != HopSteps.RedirectBack), hop => Assert.Null(hop.Inferred));
    }

    [Fact]
    public void Saying_no_is_a_refusal_and_no_failure()
    {
        var dance = Danced.Read("denial");
        Assert.Equal(DanceOutcome.Refused, dance.Outcome);
        Assert.Equal("Redirect back without a grant", dance.Hops[^2].Title);
        Assert.Equal("access_denied", dance.Hops[^1].Error);
    }

    [Fact]
    public void A_persons_time_has_a_name_and_is_not_the_programs()
    {
        var dance = Danced.Read("wrong-password");
        Assert.Equal(["signing in", "signing in", "deciding"], dance.Gaps.Select(gap => gap.What));
        Assert.Equal(["Sign-in page", "Sign-in, and asked again", "Consent page"], dance.Gaps.Select(gap => dance.Hops[gap.AfterHop - 1].Title));
        var (page, next) = (dance.Hops[dance.Gaps[1].AfterHop - 1], dance.Hops[dance.Gaps[1].AfterHop]);
        Assert.Equal(next.At - (page.At + page.Duration), dance.Gaps[1].Duration);
    }

    [Fact]
    public void Until_the_servers_own_spans_come_all_of_the_absence_is_the_persons()
    {
        var gap = Assert.Single(Danced.Read([.. Recording.Read("connect").Where(span => span.Service == "web")])!.Gaps);
        Assert.Equal("signing in", gap.What);
    }

    [Fact]
    public void Inner_spans_fold_under_their_request()
    {
        var spans = Danced.Joined("connect");
        var hops = Danced.Read(spans)!.Hops;
        Assert.All(hops.Where(hop => hop.RecordedBy.Contains("keycloak") && hop.Step != HopSteps.KeySet), hop => Assert.InRange(hop.InnerSpans, 3, 60));
        // The rest are the hops' own spans: three exchanges have three each, as both ends and the call between recorded them.
        Assert.InRange(spans.Count - hops.Sum(hop => hop.InnerSpans), hops.Count, hops.Count + 6);
    }

    [Fact]
    public void The_order_in_which_spans_came_does_not_matter()
    {
        var spans = Danced.Joined("federation");
        string Story(IReadOnlyList<SpanRecord> told) => string.Join('\n', Danced.Read(told)!.Hops.Select(hop => $"{hop.Number} {hop.Title} {hop.From} {hop.To} {hop.Url} {hop.InnerSpans}"));
        Assert.All(Enumerable.Range(0, 10), seed => Assert.Equal(Story(spans), Story(Another.Shuffle(spans, seed))));
    }

    [Fact]
    public void A_dance_that_has_not_ended_is_under_way()
    {
        var dance = Danced.Read([.. Danced.Joined("connect").Where(span => span["oauth.dance.outcome"] is null && span["oauth.hop.step"] is not ("callback" or "token_request"))])!;
        Assert.Equal(DanceOutcome.UnderWay, dance.Outcome);
        Assert.Equal("consent", dance.Hops.Last(hop => hop.Channel == HopChannel.Front).Step.Id);
    }

    [Fact]
    public void What_an_authorization_server_did_alone_is_no_dance() =>
        Assert.All(Recording.Read("connect").Where(span => span.Service == "keycloak").GroupBy(span => span.TraceId), trace => Assert.Null(Danced.Read([.. trace])));

    [Fact]
    public void A_parent_that_is_its_own_child_leads_nowhere()
    {
        var spans = Recording.Read("refresh").ToList();
        Assert.NotNull(Danced.Read([.. spans.Select(span => span with { ParentSpanId = span.SpanId })]));
    }

    private static IEnumerable<string> Steps(WatchedDance dance) => dance.Hops.Select(hop => hop.Step.Id);
}

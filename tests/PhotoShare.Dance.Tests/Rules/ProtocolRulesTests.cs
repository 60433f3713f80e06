using PhotoShare.Dance.Dances;
using PhotoShare.Dance.Rules;
using PhotoShare.Dance.Tests.Dances;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Tests.Rules;

public sealed class ProtocolRulesTests
{
    private const string Fingerprint = "fp:0123456789abcdef";

    // Whoever checks the verifier tells which challenge it gave; with that, an honest dance keeps all rules.
    private static IReadOnlyList<Hop> Honest { get; } = Change(Danced.Read("connect").Hops, HopSteps.TokenRequest,
        hop => With(hop, received: ("code_challenge", Danced.Read("connect").Hops.First(pushed => pushed.Step == HopSteps.PushedRequest).Sent.First(pair => pair.Key == "code_challenge").Value)));

    /// <summary>Each rule: how a dance breaks it, and what must be missing for it not to be seen.</summary>
    private static readonly Dictionary<string, (Func<IReadOnlyList<Hop>, IReadOnlyList<Hop>> Break, Func<IReadOnlyList<Hop>, IReadOnlyList<Hop>> Hide)[]> Table = new()
    {
        ["pkce_s256"] =
        [
            (hops => Change(hops, HopSteps.PushedRequest, hop => With(hop, ("code_challenge_method", "plain"))), hops => Without(hops, HopSteps.PushedRequest)),
            (hops => Change(hops, HopSteps.PushedRequest, hop => With(hop, ("code_challenge", null))), hops => Change(hops, HopSteps.PushedRequest, hop => hop with { Sent = [] })),
            (hops => Change(hops, HopSteps.PushedRequest, hop => With(hop, ("code_challenge_method", null))), hops => []),
        ],
        ["pushed_request_once"] =
        [
            (hops => [.. hops, hops.First(hop => hop.Step == HopSteps.AuthorizationRequest) with { Number = 99 }], hops => Without(hops, HopSteps.AuthorizationRequest)),
            (hops => [.. hops, hops.First(hop => hop.Step == HopSteps.AuthorizationRequest) with { Number = 99 }], hops => Without(hops, HopSteps.PushedRequest)),
        ],
        ["iss_returned"] =
        [
            (hops => Change(hops, HopSteps.Callback, hop => With(hop, ("iss", "https://other.example"))), hops => Without(hops, HopSteps.Callback)),
            (hops => Change(hops, HopSteps.Callback, hop => With(hop, ("iss", null))), hops => Without(Without(hops, HopSteps.PushedRequest), HopSteps.TokenRequest)),
        ],
        ["state_returned"] =
        [
            (hops => Change(hops, HopSteps.Callback, hop => With(hop, ("state", Fingerprint))), hops => Without(hops, HopSteps.Callback)),
            (hops => Change(hops, HopSteps.Callback, hop => With(hop, ("state", null))), hops => Without(hops, HopSteps.PushedRequest)),
        ],
        ["redirect_exact"] =
        [
            (hops => Change(hops, HopSteps.Callback, hop => hop with { Url = hop.Url + "/" }), hops => Without(hops, HopSteps.Callback)),
            (hops => Change(hops, HopSteps.TokenRequest, hop => With(hop, ("redirect_uri", "http://localhost:5010/"))), hops => Without(hops, HopSteps.PushedRequest)),
            (hops => Change(hops, HopSteps.Callback, hop => hop with { Url = "http://localhost:5011/connections/friendbook/callback" }), hops => Change(hops, HopSteps.Callback, hop => hop with { Url = "/connections/friendbook/callback" })),
        ],
        ["no_token_in_front"] =
        [
            (hops => Change(hops, HopSteps.Callback, hop => With(hop, ("access_token", Fingerprint))), hops => Without(hops, HopSteps.Callback)),
            (hops => Change(hops, HopSteps.SignIn, hop => With(hop, received: ("id_token", Fingerprint))), hops => Change(hops, HopSteps.Callback, hop => hop with { Sent = [] })),
        ],
        ["code_back_channel"] =
        [
            (hops => Change(hops, HopSteps.TokenRequest, hop => hop with { Channel = HopChannel.Front, Received = [] }), hops => Without(hops, HopSteps.TokenRequest)),
            (hops => Change(hops, HopSteps.TokenRequest, hop => hop with { From = Party.Browser }), hops => Without(hops, HopSteps.TokenRequest)),
        ],
        ["code_once"] =
        [
            (hops => [.. hops, hops.First(hop => hop.Step == HopSteps.TokenRequest) with { Number = 99 }], hops => Without(hops, HopSteps.TokenRequest)),
            (hops => [.. hops, hops.First(hop => hop.Step == HopSteps.TokenRequest) with { Number = 99 }], hops => Change(hops, HopSteps.TokenRequest, hop => With(hop, ("code", null)))),
        ],
        ["code_60_s"] =
        [
            (hops => Change(hops, HopSteps.TokenRequest, hop => hop with { At = hop.At.AddSeconds(61) }), hops => Without(Without(hops, HopSteps.Callback), HopSteps.RedirectBack)),
            (hops => Change(hops, HopSteps.TokenRequest, hop => hop with { At = hop.At.AddSeconds(61) }), hops => Without(hops, HopSteps.TokenRequest)),
        ],
        ["pkce_verifier"] =
        [
            (hops => Change(hops, HopSteps.TokenRequest, hop => With(hop, received: ("code_challenge", Fingerprint))), hops => Change(hops, HopSteps.TokenRequest, hop => With(hop, received: ("code_challenge", null)))),
            (hops => Change(hops, HopSteps.TokenRequest, hop => With(hop, ("code_verifier", null))), hops => Without(hops, HopSteps.TokenRequest)),
        ],
        ["assertion_aud"] =
        [
            (hops => Change(hops, HopSteps.PushedRequest, hop => With(hop, ("client_assertion.aud", "http://127.0.0.1:8080/realms/friendbook/protocol/openid-connect/token"))),
                hops => Change(Change(hops, HopSteps.PushedRequest, hop => With(hop, ("client_assertion.aud", null))), HopSteps.TokenRequest, hop => With(hop, ("client_assertion.aud", null)))),
            (hops => Change(hops, HopSteps.TokenRequest, hop => With(hop, ("client_assertion.aud", "http://127.0.0.1:8080/realms/friendbook https://other.example"))),
                hops => Without(Without(hops, HopSteps.TokenRequest), HopSteps.Callback)),
        ],
        ["scope_no_wider"] =
        [
            (hops => Change(hops, HopSteps.TokenRequest, hop => With(hop, received: ("scope", "openid photos.read photos.write"))), hops => Without(hops, HopSteps.TokenRequest)),
            (hops => Change(hops, HopSteps.PushedRequest, hop => With(hop, ("scope", "openid"))), hops => Change(hops, HopSteps.PushedRequest, hop => With(hop, ("scope", null)))),
        ],
    };

    public static TheoryData<string, int> Cases()
    {
        var cases = new TheoryData<string, int>();
        foreach (var (rule, ways) in Table)
            for (var way = 0; way < ways.Length; way++) cases.Add(rule, way);
        return cases;
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_dance_that_breaks_a_rule_is_told_so_and_where(string rule, int way)
    {
        var verdict = Judge(Table[rule][way].Break(Honest), rule);
        Assert.Equal(Verdict.Broken, verdict.Verdict);
        Assert.NotEmpty(verdict.Seen);
        Assert.NotNull(verdict.Hop);
    }

    [Theory, MemberData(nameof(Cases))]
    public void What_was_not_seen_looks_neither_kept_nor_broken(string rule, int way) =>
        Assert.Equal(Verdict.NotSeen, Judge(Table[rule][way].Hide(Honest), rule).Verdict);

    [Fact]
    public void An_honest_dance_keeps_every_rule()
    {
        Assert.All(ProtocolRules.Judge(DanceKind.Connect, Honest), verdict => Assert.True(verdict.Verdict == Verdict.Kept, $"{verdict.Rule.Id}: {verdict.Seen}"));
        Assert.Equal(Table.Keys.Order(), ProtocolRules.All.Select(rule => rule.Id).Order());
    }

    [Theory, MemberData(nameof(Cases))]
    public void Breaking_one_rule_breaks_no_other(string rule, int way)
    {
        var broken = ProtocolRules.Judge(DanceKind.Connect, Table[rule][way].Break(Honest)).Where(verdict => verdict.Verdict == Verdict.Broken).Select(verdict => verdict.Rule.Id);
        Assert.Equal([rule], broken);
    }

    [Fact]
    public void A_pushed_request_that_is_refused_the_second_time_was_used_once()
    {
        var again = Honest.First(hop => hop.Step == HopSteps.AuthorizationRequest) with { Number = 99, Status = 400 };
        Assert.Equal(Verdict.Kept, Judge([.. Honest, again], "pushed_request_once").Verdict);
    }

    [Fact]
    public void A_code_that_is_refused_the_second_time_was_redeemed_once()
    {
        var again = Honest.First(hop => hop.Step == HopSteps.TokenRequest) with { Number = 99, Status = 400, Error = "invalid_grant", Received = [] };
        var verdict = Judge([.. Honest, again], "code_once");
        Assert.Equal((Verdict.Kept, "The code was brought 2 times, and gave tokens once."), (verdict.Verdict, verdict.Seen));
    }

    [Fact]
    public void Verdicts_stand_on_their_hops_too()
    {
        var dance = Danced.Read("connect");
        Assert.Equal(dance.Rules.Where(rule => rule.Hop is not null).OrderBy(rule => rule.Rule.Id), dance.Hops.SelectMany(hop => hop.Rules).OrderBy(rule => rule.Rule.Id));
        Assert.False(dance.BreaksRules);
    }

    [Fact]
    public void Where_no_code_is_asked_for_nothing_is_said_of_codes() => Assert.Empty(Danced.Read("refresh").Rules);

    [Fact]
    public void Every_rule_says_where_it_stands_and_why_it_matters() => Assert.All(ProtocolRules.All, rule =>
    {
        Assert.Matches("(RFC|FAPI).* section", rule.Source);
        Assert.NotEmpty(rule.Title);
        Assert.NotEmpty(rule.Why);
    });

    private static RuleVerdict Judge(IReadOnlyList<Hop> hops, string rule) => ProtocolRules.Judge(DanceKind.Connect, hops).Single(verdict => verdict.Rule.Id == rule);

    private static IReadOnlyList<Hop> Change(IReadOnlyList<Hop> hops, HopStep step, Func<Hop, Hop> change) => [.. hops.Select(hop => hop.Step == step ? change(hop) : hop)];

    private static IReadOnlyList<Hop> Without(IReadOnlyList<Hop> hops, HopStep step) => [.. hops.Where(hop => hop.Step != step)];

    private static Hop With(Hop hop, (string Name, string? Value)? sent = null, (string Name, string? Value)? received = null) =>
        hop with { Sent = With(hop.Sent, sent), Received = With(hop.Received, received) };

    private static IReadOnlyList<KeyValuePair<string, string>> With(IReadOnlyList<KeyValuePair<string, string>> parameters, (string Name, string? Value)? change) => change is not { } one
        ? parameters
        : [.. parameters.Where(pair => pair.Key != one.Name), .. one.Value is null ? [] : new[] { KeyValuePair.Create(one.Name, one.Value) }];
}

using PhotoShare.Dance.Dances;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Tests.Samples;

/// <summary>Tells a dance hop by hop: for pages and pictures, which need no spans.</summary>
internal sealed class Story(string id, DanceKind kind, string client, string network)
{
    public static readonly DateTimeOffset Began = new(2026, 5, 4, 9, 30, 12, 250, TimeSpan.Zero);

    private static readonly Fingerprints Key = new("of the samples");

    private readonly List<Hop> _hops = [];
    private readonly List<Gap> _gaps = [];
    private readonly List<RuleVerdict> _rules = [];

    /// <summary>The fingerprint of a secret that samples call by a name.</summary>
    public static string Print(string secret) => Key.Of(secret);

    /// <param name="at">Milliseconds since the dance began.</param>
    /// <param name="took">Milliseconds.</param>
    /// <param name="said">Such as <c>&gt;state=~s1 &lt;code=~c1 &gt;scope=photos.read+openid</c>: sent and received, ~ before what is a secret, + for a space.</param>
    public Story Hop(HopStep step, Party from, Party to, double at, double took, string said = "")
    {
        var parts = said.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        _hops.Add(new Hop
        {
            Number = _hops.Count + 1,
            Step = step,
            Title = step.Title,
            Channel = step.Channel,
            From = from,
            To = to,
            Status = 200,
            At = Began.AddMilliseconds(at),
            Duration = TimeSpan.FromMilliseconds(took),
            Sent = [.. parts.Where(part => part[0] == '>').Select(Value)],
            Received = [.. parts.Where(part => part[0] == '<').Select(Value)],
            RecordedBy = [step.Channel == HopChannel.Front ? to.Realm.Length > 0 ? to.Realm : from.Realm : from.Realm],
            SpanId = $"{_hops.Count + 1:x16}",
        });
        return this;
    }

    /// <summary>Says more of the last hop.</summary>
    public Story With(Func<Hop, Hop> more)
    {
        _hops[^1] = more(_hops[^1]);
        return this;
    }

    public Story At(string method, string url, int status) => With(hop => hop with { Method = method, Url = url, Status = status });

    public Story Waits(string what, double milliseconds)
    {
        _gaps.Add(new Gap(_hops.Count, what, TimeSpan.FromMilliseconds(milliseconds)));
        return With(hop => hop with { Waiting = what });
    }

    /// <summary>Holds a rule against the last hop.</summary>
    public Story Rule(ProtocolRule rule, Verdict verdict, string seen)
    {
        _rules.Add(new RuleVerdict(rule, verdict, seen, _hops.Count));
        return With(hop => hop with { Rules = [.. hop.Rules, _rules[^1]] });
    }

    public Story Unseen(ProtocolRule rule)
    {
        _rules.Add(new RuleVerdict(rule, Verdict.NotSeen, "", null));
        return this;
    }

    public WatchedDance Ends(DanceOutcome outcome, string? follows = null, IReadOnlyList<string>? followers = null) => new()
    {
        Id = id,
        Kind = kind,
        Client = client,
        Network = network,
        Outcome = outcome,
        StartedAt = Began,
        Duration = _hops.Count == 0 ? TimeSpan.Zero : _hops.Max(hop => hop.At + hop.Duration) - Began,
        Parties = [.. _hops.SelectMany(hop => new[] { hop.From, hop.To }).Distinct().OrderBy(Order).ThenBy(party => party.Realm, StringComparer.Ordinal).ThenBy(party => party.Role)],
        Hops = [.. _hops],
        Gaps = [.. _gaps],
        Rules = [.. _rules],
        Follows = follows,
        Followers = followers ?? [],
    };

    private static int Order(Party party) => party.Role switch { PartyRole.Browser => 0, PartyRole.Client => 1, _ => 2 };

    private static KeyValuePair<string, string> Value(string part)
    {
        var (name, value) = (part[1..part.IndexOf('=', StringComparison.Ordinal)], part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        return new(name, value[0] == '~' ? Print(value[1..]) : value.Replace('+', ' '));
    }
}

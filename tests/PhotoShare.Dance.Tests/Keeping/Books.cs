using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using PhotoShare.Dance.Dances;
using PhotoShare.Dance.Keeping;
using PhotoShare.Dance.Spans;

namespace PhotoShare.Dance.Tests.Keeping;

/// <summary>Books whose dances are the traces with a hop in them, so that these tests are about keeping, not about reading.</summary>
internal static class Books
{
    public static DanceBook Make(TimeProvider clock, Action<DanceOptions.KeepingOptions>? configure = null, bool hasShelf = false)
    {
        var limits = new DanceOptions.KeepingOptions();
        configure?.Invoke(limits);
        return new DanceBook(limits, clock, NullLogger.Instance, hasShelf, Read);
    }

    public static string TraceId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public static SpanRecord Hop(string trace, DateTimeOffset at, string? span = null, params IReadOnlyList<SpanLink> links) => Span(trace, at, span) with
    {
        Attributes = new Dictionary<string, string> { ["oauth.hop.step"] = "start", ["oauth.hop.sent.state"] = "fp:0123456789abcdef" },
        Links = links,
    };

    public static SpanRecord Span(string trace, DateTimeOffset at, string? span = null) => new()
    {
        TraceId = trace,
        SpanId = span ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)),
        Name = "span",
        Kind = SpanKind.Server,
        StartNanoseconds = at.ToUnixTimeMilliseconds() * 1_000_000,
        EndNanoseconds = at.ToUnixTimeMilliseconds() * 1_000_000,
        Service = "web",
    };

    public static WatchedDance? Read(string id, IReadOnlyCollection<SpanRecord> spans)
    {
        var hops = spans.Where(span => span["oauth.hop.step"] is not null).ToList();
        if (hops.Count == 0) return null;
        return new WatchedDance
        {
            Id = id,
            Kind = DanceKind.Connect,
            Outcome = DanceOutcome.UnderWay,
            StartedAt = hops.Min(hop => hop.Start),
            Duration = TimeSpan.Zero,
            Parties = [],
            Hops = [.. hops.Select((hop, i) => new Hop
            {
                Number = i + 1,
                Step = OAuth.Hops.HopSteps.Start,
                Title = "Start",
                Channel = OAuth.Hops.HopChannel.Front,
                From = OAuth.Hops.Party.Browser,
                To = OAuth.Hops.Party.Client("photoshare"),
                At = hop.Start,
                Duration = hop.Duration,
                RecordedBy = [hop.Service],
                SpanId = hop.SpanId,
                Sent = [new("state", hop["oauth.hop.sent.state"]!)],
            })],
        };
    }
}

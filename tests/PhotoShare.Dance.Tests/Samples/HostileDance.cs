using PhotoShare.Dance.Dances;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Tests.Samples;

/// <summary>A dance in which every text tries to get out of the place where it is put.</summary>
internal static class HostileDance
{
    /// <summary>In all values; where it is found as it stands, something was not escaped.</summary>
    public const string Script = "<script>alert(1)</script>";

    public const string Evil = $"\"'>{Script}\n;%%{{init: {{}}}}%%\nend ]]>-->\u0000\u2028\ud800 &amp; javascript:alert(1)";

    public static WatchedDance Make()
    {
        var (browser, client, server) = (Party.Browser, Party.Client($"photo{Evil}"), Party.AuthorizationServer(Evil));
        var rule = new ProtocolRule("evil\"><script>", Evil, Evil, Evil);
        return new Story(SampleDances.Id(9), DanceKind.Connect, Evil, Evil)
            .Hop(HopSteps.Start, browser, client, 0, 10).With(Poison).Rule(rule, Verdict.Broken, Evil)
            .Hop(HopSteps.PushedRequest, client, server, 2, 3).With(Poison)
            .Hop(HopSteps.TokenRequest, client, server, 8, 3).With(hop => Poison(hop) with { Inferred = Evil })
            .Waits(Evil, 1000)
            .Ends(DanceOutcome.Failed);
    }

    private static Hop Poison(Hop hop) => hop with
    {
        Title = Evil,
        Method = Evil,
        Url = $"javascript:alert(1)//{Evil}",
        Error = Evil,
        Sent = [new(Evil, Evil), new("code", "fp:0123456789abcdef"), new("scope", $"{Evil}fp:0123456789abcdef")],
        Received = [new(Evil, Evil)],
        RecordedBy = [Evil],
        OriginalTraceId = Evil,
        SpanId = $"\"><img src=x onerror=alert(1)>{Evil}",
    };
}

using PhotoShare.Dance.Spans;

namespace PhotoShare.Dance.Tests.Spans;

public sealed class SpanRecordTests
{
    [Fact]
    public void Times_are_those_of_OTLP()
    {
        var span = new SpanRecord { TraceId = "", SpanId = "", Name = "", Kind = SpanKind.Server, Service = "web", StartNanoseconds = 1_500_000_000, EndNanoseconds = 1_750_000_000 };
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(1.5), span.Start);
        Assert.Equal(TimeSpan.FromMilliseconds(250), span.Duration);
    }
}

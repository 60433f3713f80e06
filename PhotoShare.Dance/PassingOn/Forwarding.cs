using System.Threading.Channels;
using Microsoft.Extensions.Options;
using PhotoShare.Dance.Spans;

namespace PhotoShare.Dance.PassingOn;

/// <summary>Spans of the services in <c>Dance:PassOn</c>, joined and redacted, on their way to the dashboard. Nobody waits for it: what finds no room is dropped.</summary>
internal sealed class Forwarding(IOptions<DanceOptions> options, DashboardAddress? dashboard = null)
{
    private const int Most = 20_000;

    private readonly HashSet<string> services = dashboard is null ? [] : DanceOptions.List(options.Value.PassOn).ToHashSet(StringComparer.Ordinal);
    private readonly Channel<SpanRecord> spans = Channel.CreateBounded<SpanRecord>(new BoundedChannelOptions(Most) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest });

    public void Add(IReadOnlyList<SpanRecord> placed)
    {
        if (services.Count == 0) return;
        foreach (var span in placed)
            if (services.Contains(span.Service)) spans.Writer.TryWrite(span);
    }

    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => spans.Reader.WaitToReadAsync(cancellationToken);

    public IReadOnlyList<SpanRecord> Take(int most)
    {
        var taken = new List<SpanRecord>();
        while (taken.Count < most && spans.Reader.TryRead(out var span)) taken.Add(span);
        return taken;
    }
}

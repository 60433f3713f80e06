namespace PhotoShare.Web.Tests.Hosting;

/// <summary>The system's clock, moved ahead: what expires does so without a wait, and timers run as ever.</summary>
public sealed class AdjustableClock : TimeProvider
{
    private long aheadTicks;

    public void Advance(TimeSpan time) => Interlocked.Add(ref aheadTicks, time.Ticks);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Interlocked.Read(ref aheadTicks));
}

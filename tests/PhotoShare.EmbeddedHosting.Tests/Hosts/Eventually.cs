using System.Diagnostics;

namespace PhotoShare.EmbeddedHosting.Tests.Hosts;

/// <summary>Waits for what another process does.</summary>
internal static class Eventually
{
    /// <summary>How long a test waits for what must come: far longer than it takes, for machines with much else to do.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <param name="within">Null: <see cref="Patience"/>.</param>
    /// <param name="unless">Gives up at once when this holds, after one last look.</param>
    public static async Task<bool> HoldsAsync(Func<bool> condition, TimeSpan? within = null, Func<bool>? unless = null)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < (within ?? Patience); await Task.Delay(20))
        {
            var last = unless?.Invoke() ?? false;
            if (condition())
                return true;
            if (last)
            {
                // What it said last may still be on its way.
                await Task.Delay(200);
                return condition();
            }
        }
        return false;
    }
}

using System.Diagnostics;

namespace PhotoShare.EmbeddedHosting.Tests.Hosts;

/// <summary>Waits for what another process does.</summary>
internal static class Eventually
{
    /// <param name="unless">Gives up at once when this holds, after one last look.</param>
    public static async Task<bool> HoldsAsync(Func<bool> condition, TimeSpan within, Func<bool>? unless = null)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < within; await Task.Delay(20))
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

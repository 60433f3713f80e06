using StackExchange.Redis;

namespace PhotoShare.ServiceDefaults.Redis;

/// <summary>How a service looks for a Redis that went away.</summary>
public static class Reconnection
{
    // Milliseconds. By default the pauses grow, and nobody is signed in for as long as one lasts.
    private const int Pause = 1000;

    /// <summary>Tries again every second, for as long as it takes.</summary>
    public static void Soon(ConfigurationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.ReconnectRetryPolicy = new LinearRetry(Pause);
    }
}

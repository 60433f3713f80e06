using System.Globalization;

namespace PhotoShare.Dance.Picture;

/// <summary>Says moments and durations as people do.</summary>
internal static class HumanTime
{
    /// <summary>"just now", "5 minutes ago", or the hour once it is two hours past. Moments to come are "just now": clocks differ.</summary>
    public static string Say(DateTimeOffset moment, DateTimeOffset now) => (now - moment) switch
    {
        { TotalSeconds: < 60 } => "just now",
        { TotalMinutes: < 2 } => "a minute ago",
        { TotalMinutes: < 60 } ago => string.Create(CultureInfo.InvariantCulture, $"{(int)ago.TotalMinutes} minutes ago"),
        { TotalMinutes: < 120 } => "an hour ago",
        _ => moment.ToUniversalTime().ToString("d MMM, HH:mm 'UTC'", CultureInfo.InvariantCulture),
    };

    /// <summary>"38 ms", "1.4 s", "2 min 5 s".</summary>
    public static string Say(TimeSpan duration) => duration switch
    {
        { TotalMilliseconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0.#} ms"),
        { TotalMilliseconds: < 999.5 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0} ms"),
        { TotalSeconds: < 59.95 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalMinutes} min {duration.Seconds} s"),
    };
}

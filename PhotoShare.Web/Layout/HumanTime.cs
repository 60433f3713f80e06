using System.Globalization;

namespace PhotoShare.Web.Layout;

/// <summary>Says moments and durations as people do.</summary>
public static class HumanTime
{
    /// <summary>"just now", "5 minutes ago", "yesterday", or the date once it is a week past. Moments to come are "just now": clocks differ.</summary>
    public static string Say(DateTimeOffset moment, DateTimeOffset now)
    {
        var ago = now - moment;
        return ago switch
        {
            { TotalSeconds: < 60 } => "just now",
            { TotalMinutes: < 60 } => Ago((int)ago.TotalMinutes, "minute"),
            { TotalHours: < 24 } => Ago((int)ago.TotalHours, "hour"),
            { TotalDays: < 2 } => "yesterday",
            { TotalDays: < 7 } => Ago((int)ago.TotalDays, "day"),
            _ => moment.ToUniversalTime().ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>"38 ms", "1.4 s", "2 min 5 s".</summary>
    public static string Say(TimeSpan duration) => duration switch
    {
        { TotalMilliseconds: < 1000 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0} ms"),
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalMinutes} min {duration.Seconds} s"),
    };

    private static string Ago(int count, string unit) => $"{count} {unit}{(count == 1 ? "" : "s")} ago";
}

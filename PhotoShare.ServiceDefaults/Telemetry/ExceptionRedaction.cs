using System.Diagnostics;

namespace PhotoShare.ServiceDefaults.Telemetry;

/// <summary>
/// An exception that is recorded on a span (<see cref="Activity.AddException"/>) leaves its type and the frames of its stack there, and not its words:
/// those may quote anything. Listeners are asked before the defaults are filled in, and what is there already stays.
/// </summary>
/// <remarks>An event that somebody adds by hand, under the same name, does not pass here.</remarks>
internal static class ExceptionRedaction
{
    private static readonly ActivityListener Listener = new()
    {
        ShouldListenTo = _ => true,
        ExceptionRecorder = (Activity _, Exception exception, ref TagList tags) =>
        {
            Set(ref tags, "exception.message", "not recorded");
            Set(ref tags, "exception.stacktrace", exception.StackTrace ?? "");
        },
    };

    private static readonly Lazy<bool> Started = new(() =>
    {
        ActivitySource.AddActivityListener(Listener);
        return true;
    });

    /// <summary>Once in a process, however many hosts it has.</summary>
    public static void Start() => _ = Started.Value;

    private static void Set(ref TagList tags, string name, string value)
    {
        for (var i = tags.Count - 1; i >= 0; i--)
            if (tags[i].Key == name) tags.RemoveAt(i);
        tags.Add(name, value);
    }
}

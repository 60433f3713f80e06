using System.Diagnostics;

namespace PhotoShare.OAuth.Hops;

/// <summary>Writes hops on spans: ordinary OpenTelemetry spans with <see cref="HopAttributes"/>, so that any back end shows them.</summary>
public sealed class HopRecorder(Fingerprints fingerprints)
{
    /// <summary>Starts a span that is the hop: the exchange, seen by whoever begins it. Dispose of it when the answer has been read.</summary>
    /// <param name="source">The service's own.</param>
    /// <param name="to">None where it is not known.</param>
    /// <param name="kind"><see cref="ActivityKind.Internal"/> for exchanges whose HTTP call has a span of its own below this one.</param>
    public HopSpan Start(ActivitySource source, HopStep step, Party from, Party? to, ActivityKind kind = ActivityKind.Internal)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(step);
        var activity = source.StartActivity(step.Title, kind);
        return Write(activity, activity, step, from, to);
    }

    /// <summary>Makes a span that exists already, such as a request's, the hop.</summary>
    /// <param name="from">None where it is not known: a server knows its clients' ids, and not in which realm they live. The caller's span says it.</param>
    public HopSpan Mark(Activity? activity, HopStep step, Party? from, Party to)
    {
        ArgumentNullException.ThrowIfNull(step);
        return Write(activity, null, step, from, to);
    }

    private HopSpan Write(Activity? activity, Activity? owned, HopStep step, Party? from, Party? to)
    {
        activity?.SetTag(HopAttributes.Step, step.Id)
            .SetTag(HopAttributes.Channel, step.Channel == HopChannel.Front ? "front" : "back")
            .SetTag(HopAttributes.From, from?.ToString())
            .SetTag(HopAttributes.To, to?.ToString());
        if (step.Specification.Length > 0) activity?.SetTag(HopAttributes.Specification, step.Specification);
        if (step.Letters.Length > 0) activity?.SetTag(HopAttributes.Letters, step.Letters);
        return new HopSpan(activity, owned, fingerprints);
    }
}

/// <summary>A hop under way. What it is told is described by <see cref="HopParameters"/>, so that no secret gets onto the span.</summary>
public readonly struct HopSpan : IDisposable
{
    private readonly Activity? activity, owned;
    private readonly Fingerprints fingerprints;

    internal HopSpan(Activity? activity, Activity? owned, Fingerprints fingerprints) => (this.activity, this.owned, this.fingerprints) = (activity, owned, fingerprints);

    /// <summary>The span; none where nobody listens.</summary>
    public Activity? Activity => activity;

    public HopSpan Sent(string name, string? value) => Say(HopAttributes.Sent, name, value);

    public HopSpan Received(string name, string? value) => Say(HopAttributes.Received, name, value);

    public HopSpan Sent(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        foreach (var (name, value) in parameters) Sent(name, value);
        return this;
    }

    public HopSpan Received(IEnumerable<KeyValuePair<string, string>> parameters)
    {
        foreach (var (name, value) in parameters) Received(name, value);
        return this;
    }

    /// <summary>It was refused, or failed.</summary>
    /// <param name="error">The protocol's error code, or a word of our own; never a value that came from outside unchecked.</param>
    public HopSpan Refused(string error)
    {
        activity?.SetTag(HopAttributes.Error, error).SetStatus(ActivityStatusCode.Error);
        return this;
    }

    /// <summary>From here on the person thinks: <c>signing in</c>, <c>deciding</c>.</summary>
    public HopSpan Waiting(string what)
    {
        activity?.SetTag(HopAttributes.Waiting, what);
        return this;
    }

    public void Dispose() => owned?.Dispose();

    private HopSpan Say(string prefix, string name, string? value)
    {
        if (activity is null || value is null) return this;
        foreach (var (key, said) in HopParameters.Describe(name, value, fingerprints)) activity.SetTag(prefix + key, said);
        return this;
    }
}

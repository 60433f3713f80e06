using System.Diagnostics;

namespace PhotoShare.ServiceDefaults.Telemetry;

/// <summary>
/// .NET's own trace context, but never a browser's: whoever sits at one could write their requests into another's trace, or have them
/// left out of any (<c>traceparent</c> with the sampled flag off). ASP.NET Core's hosting takes it from the service collection.
/// </summary>
internal sealed class ServersOnlyPropagator(DistributedContextPropagator standard) : DistributedContextPropagator
{
    public override IReadOnlyCollection<string> Fields => standard.Fields;

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter) => standard.Inject(activity, carrier, setter);

    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        (traceId, traceState) = (null, null);
        if (!IsBrowser(carrier, getter)) standard.ExtractTraceIdAndState(carrier, getter, out traceId, out traceState);
    }

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) =>
        IsBrowser(carrier, getter) ? null : standard.ExtractBaggage(carrier, getter);

    private static bool IsBrowser(object? carrier, PropagatorGetterCallback? getter) => getter is not null && BrowserRequest.IsOne(name =>
    {
        getter(carrier, name, out var value, out var values);
        return values ?? (value is null ? [] : [value]);
    });
}

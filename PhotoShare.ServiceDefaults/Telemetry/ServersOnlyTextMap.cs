using OpenTelemetry.Context.Propagation;

namespace PhotoShare.ServiceDefaults.Telemetry;

/// <summary>
/// As <see cref="ServersOnlyPropagator"/>, for OpenTelemetry: its instrumentation of ASP.NET Core reads the headers once more by
/// <see cref="Propagators.DefaultTextMapPropagator"/>, and replaces the span that hosting began.
/// </summary>
internal sealed class ServersOnlyTextMap : TextMapPropagator
{
    private static readonly CompositeTextMapPropagator Standard = new([new TraceContextPropagator(), new BaggagePropagator()]);

    public override ISet<string>? Fields => Standard.Fields;

    public override PropagationContext Extract<T>(PropagationContext context, T carrier, Func<T, string, IEnumerable<string>?> getter) =>
        BrowserRequest.IsOne(name => getter(carrier, name) ?? []) ? context : Standard.Extract(context, carrier, getter);

    public override void Inject<T>(PropagationContext context, T carrier, Action<T, string, string> setter) => Standard.Inject(context, carrier, setter);
}

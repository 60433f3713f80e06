namespace PhotoShare.Dance.PassingOn;

/// <summary>Where spans are passed on to, as OpenTelemetry's variables say.</summary>
/// <param name="Address">The base address.</param>
/// <param name="IsGrpc">By gRPC; else by HTTP with protobuf.</param>
/// <param name="Headers">Such as <c>x-otlp-api-key</c>.</param>
internal sealed record DashboardAddress(Uri Address, bool IsGrpc, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    /// <returns>None if no <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.</returns>
    /// <exception cref="InvalidOperationException">A variable is wrong; the message names it.</exception>
    public static DashboardAddress? Parse(IConfiguration configuration)
    {
        var endpoint = configuration["OTEL_EXPORTER_OTLP_ENDPOINT"];
        if (string.IsNullOrWhiteSpace(endpoint)) return null;
        if (!Uri.TryCreate(endpoint.TrimEnd('/'), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new InvalidOperationException("Set OTEL_EXPORTER_OTLP_ENDPOINT to an http or https URL, such as http://127.0.0.1:18889.");
        var isGrpc = configuration["OTEL_EXPORTER_OTLP_PROTOCOL"] switch
        {
            // The .NET exporter's default, so that all services agree.
            null or "" or "grpc" => true,
            "http/protobuf" => false,
            var other => throw new InvalidOperationException($"Set OTEL_EXPORTER_OTLP_PROTOCOL to grpc or http/protobuf, not to '{other}'."),
        };
        return new DashboardAddress(address, isGrpc, [.. ParseHeaders(configuration["OTEL_EXPORTER_OTLP_HEADERS"] ?? "")]);
    }

    // name=value,name=value, with values percent-encoded (W3C Baggage).
    private static IEnumerable<KeyValuePair<string, string>> ParseHeaders(string text) =>
        from pair in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        let sign = pair.IndexOf('=', StringComparison.Ordinal)
        where sign > 0
        select new KeyValuePair<string, string>(pair[..sign].Trim(), Uri.UnescapeDataString(pair[(sign + 1)..].Trim()));
}

namespace Aspire.Hosting.ApplicationModel;

/// <summary>One part of an endpoint's address.</summary>
/// <param name="Reference">Whose.</param>
/// <param name="IsPort">True: the port. False: the host.</param>
internal sealed record EndpointPart(EndpointReference Reference, bool IsPort) : IValueProvider
{
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<string?>(IsPort ? $"{Reference.Endpoint.Port}" : Reference.Endpoint.Host);
}

/// <summary>A secret as it stands in a URL.</summary>
internal sealed record UriPart(ParameterResource Parameter) : IValueProvider
{
    public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        Uri.EscapeDataString(await Parameter.GetValueAsync(cancellationToken) ?? "");
}

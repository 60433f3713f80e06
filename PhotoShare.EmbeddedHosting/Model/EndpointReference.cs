using Aspire.Hosting.Engine;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The address of another resource's endpoint, such as <c>http://127.0.0.1:5020</c>; no slash at the end.</summary>
public sealed class EndpointReference : IValueProvider
{
    private readonly Resource resource;

    internal EndpointReference(Resource resource, string endpointName)
    {
        this.resource = resource;
        EndpointName = endpointName;
    }

    /// <summary>The name of the endpoint: <c>http</c> unless it was given another.</summary>
    public string EndpointName { get; }

    internal string? Problem() => resource.Endpoints.Exists(IsThis)
        ? null
        : $"{resource.Name} has no endpoint '{EndpointName}': it has {(resource.Endpoints.Count == 0 ? "none" : string.Join(", ", resource.Endpoints.Select(endpoint => endpoint.Name)))}.";

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>(resource.Endpoints.Single(IsThis).Url);

    private bool IsThis(Endpoint endpoint) => string.Equals(endpoint.Name, EndpointName, StringComparison.OrdinalIgnoreCase);
}

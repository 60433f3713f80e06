using Aspire.Hosting.Engine;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The address of another resource's endpoint, such as <c>http://127.0.0.1:5020</c>; no slash at the end.</summary>
public sealed class EndpointReference : IValueProvider
{
    internal EndpointReference(Resource resource, string endpointName)
    {
        Resource = resource;
        EndpointName = endpointName;
    }

    /// <summary>The name of the endpoint: <c>http</c> unless it was given another.</summary>
    public string EndpointName { get; }

    /// <summary>Whose endpoint it is.</summary>
    internal Resource Resource { get; }

    internal Endpoint Endpoint => Resource.Endpoints.Single(IsThis);

    internal string? Problem() => Resource.Endpoints.Exists(IsThis)
        ? null
        : $"{Resource.Name} has no endpoint '{EndpointName}': it has {(Resource.Endpoints.Count == 0 ? "none" : string.Join(", ", Resource.Endpoints.Select(endpoint => endpoint.Name)))}.";

    /// <inheritdoc/>
    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>(Endpoint.Url);

    private bool IsThis(Endpoint endpoint) => string.Equals(endpoint.Name, EndpointName, StringComparison.OrdinalIgnoreCase);
}

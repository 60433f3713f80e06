using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting;

/// <summary>Verbs for any resource.</summary>
public static class ResourceBuilderExtensions
{
    /// <summary>Starts this resource only when that one is healthy.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency) where T : IResourceWithWaitSupport
    {
        builder.Model().Waits.Add(dependency.Model());
        return builder;
    }

    /// <summary>Starts this resource only when that one has ended well.</summary>
    /// <param name="exitCode">Of that one's end; a deployment knows 0 only.</param>
    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0) where T : IResourceWithWaitSupport
    {
        var (resource, other) = (builder.Model(), dependency.Model());
        resource.CompletionWaits.Add(other);
        resource.Checks.Add(() => builder.ApplicationBuilder.ExecutionContext.IsRunMode ? $"{resource.Name} waits for the end of {other.Name}: the embedded engine does so only in what it publishes." : null);
        resource.Checks.Add(() => exitCode == 0 ? null : $"{resource.Name} waits for the end of {other.Name} with exit code {exitCode}: a deployment can wait for exit code 0 only.");
        return builder;
    }

    /// <summary>Healthy means that a GET of this path gives this status.</summary>
    /// <param name="path">Default <c>/</c>.</param>
    /// <param name="statusCode">Default 200.</param>
    /// <param name="endpointName">Default: the first endpoint whose scheme is http.</param>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null) where T : IResourceWithEndpoints
    {
        var resource = builder.Model();
        var name = endpointName ?? resource.Endpoints.Find(endpoint => endpoint.Scheme == "http")?.Name ?? "http";
        resource.Checks.Add(() => new EndpointReference(resource, name).Problem());
        resource.HealthChecks.Add(HealthCheck.HttpGet(() => resource.Endpoints.Find(endpoint => endpoint.Name == name)?.Url + (path ?? "/"), statusCode ?? 200));
        return builder;
    }

    /// <summary>Sets a variable.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value) where T : IResourceWithEnvironment => builder.Set(name, value ?? "");

    /// <summary>Sets a variable to text with parameters and endpoints in it.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, in ReferenceExpression.ExpressionInterpolatedStringHandler value) where T : IResourceWithEnvironment
    {
        var expression = ReferenceExpression.Create(value);
        foreach (var endpoint in expression.Endpoints)
            builder.Check(endpoint);
        builder.Model().References.AddRange(expression.Sources);
        return builder.Set(name, expression);
    }

    /// <summary>Sets a variable to the address of an endpoint, as this resource reaches it.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, EndpointReference endpointReference) where T : IResourceWithEnvironment =>
        builder.Check(endpointReference).Refer(endpointReference.Resource).Set(name, endpointReference);

    /// <summary>Sets a variable to the value of a parameter.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> parameter) where T : IResourceWithEnvironment =>
        builder.Refer(parameter.Resource).Set(name, parameter.Resource);

    /// <summary>Adds to the command line.</summary>
    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params string[] args) where T : IResourceWithArgs
    {
        builder.Model().Arguments.AddRange(args);
        return builder;
    }

    /// <summary>Tells this resource where that one is: <c>{NAME}_{ENDPOINT}</c> and <c>services__{name}__{endpoint}__0</c>.</summary>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithServiceDiscovery> source) where T : IResourceWithEnvironment
    {
        var target = source.Model();
        var isPublished = builder.ApplicationBuilder.ExecutionContext.IsPublishMode;
        builder.Refer(target).Model().Environment.Add(environment =>
        {
            foreach (var endpoint in target.Endpoints.Where(endpoint => endpoint.IsReferenced))
            {
                var reference = new EndpointReference(target, endpoint.Name);
                environment[$"{VariableName.Of(target.Name)}_{VariableName.Of(endpoint.Name)}"] = reference;
                // As Aspire does: what is published has no certificates for its inside.
                if (!isPublished || endpoint.Scheme != "https")
                    environment[$"services__{target.Name}__{endpoint.Name}__0"] = reference;
            }
        });
        return builder;
    }

    /// <summary>Gives this resource <c>ConnectionStrings__{name}</c>.</summary>
    /// <param name="connectionName">Default: the name of the source.</param>
    /// <param name="optional">Without effect here: a source of ours always has a connection string.</param>
    public static IResourceBuilder<T> WithReference<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null, bool optional = false) where T : IResourceWithEnvironment
    {
        var target = (RedisResource)source.Resource;
        builder.Refer(target).Model().Environment.Add(environment => target.WriteReference(connectionName ?? target.Name, environment));
        return builder;
    }

    /// <summary>The address of an endpoint, known when the graph runs.</summary>
    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name) where T : IResourceWithEndpoints => new(builder.Model(), name);

    /// <summary>A person opens this resource in a browser.</summary>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder) where T : IResourceWithEndpoints
    {
        builder.Model().IsExternal = true;
        return builder;
    }

    /// <summary>How the address of an endpoint is shown.</summary>
    public static IResourceBuilder<T> WithUrlForEndpoint<T>(this IResourceBuilder<T> builder, string endpointName, Action<ResourceUrlAnnotation> callback) where T : IResource
    {
        var resource = builder.Model();
        builder.Check(new EndpointReference(resource, endpointName));
        resource.Endpoints.Find(endpoint => endpoint.Name == endpointName)?.UrlCallbacks.Add(callback);
        return builder;
    }

    /// <summary>Stays on http: here it always does.</summary>
    public static IResourceBuilder<T> WithoutHttpsCertificate<T>(this IResourceBuilder<T> builder) where T : IResourceWithEnvironment, IResourceWithEndpoints => builder;

    private static Resource Model<T>(this IResourceBuilder<T> builder) where T : IResource => (Resource)(object)builder.Resource;

    private static IResourceBuilder<T> Refer<T>(this IResourceBuilder<T> builder, Resource target) where T : IResource
    {
        builder.Model().References.Add(target);
        return builder;
    }

    private static IResourceBuilder<T> Set<T>(this IResourceBuilder<T> builder, string name, object value) where T : IResource
    {
        builder.Model().Environment.Add(environment => environment[name] = value);
        return builder;
    }

    private static IResourceBuilder<T> Check<T>(this IResourceBuilder<T> builder, EndpointReference endpoint) where T : IResource
    {
        var resource = builder.Model();
        resource.Checks.Add(() => endpoint.Problem() is { } problem ? $"{resource.Name}: {problem}" : null);
        return builder;
    }
}

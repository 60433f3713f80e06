using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting.Docker;

/// <summary>What stands in a compose file in the place of a value that is known only where it runs.</summary>
internal static class ComposeValues
{
    /// <param name="environment">Hears of every variable that is named.</param>
    /// <param name="value">Text, or a value of AppHost.cs.</param>
    public static string Of(DockerComposeEnvironmentResource environment, object value) => value switch
    {
        string text => text,
        ParameterResource parameter => Placeholder(environment, parameter),
        UriPart part => Placeholder(environment, part.Parameter),
        ContainerPort port => Placeholder(environment, port),
        EndpointReference endpoint => $"{endpoint.Endpoint.Scheme}://{endpoint.Resource.Name}:{Port(environment, endpoint.Resource, endpoint.Endpoint)}",
        EndpointPart { IsPort: true } part => Port(environment, part.Reference.Resource, part.Reference.Endpoint),
        EndpointPart part => part.Reference.Resource.Name,
        ReferenceExpression expression => string.Concat(expression.Parts.Select(part => Of(environment, part))),
        _ => throw new InvalidOperationException($"{value.GetType()} can't be published."),
    };

    public static string Placeholder(DockerComposeEnvironmentResource environment, ParameterResource parameter) =>
        environment.Capture(parameter.Name.ToUpperInvariant().Replace('-', '_'), $"Parameter {parameter.Name}", parameter);

    public static string Port(DockerComposeEnvironmentResource environment, Resource resource, Endpoint endpoint) =>
        endpoint.TargetPort?.ToString(CultureInfo.InvariantCulture) ?? Placeholder(environment, new ContainerPort(resource));

    private static string Placeholder(DockerComposeEnvironmentResource environment, ContainerPort port) =>
        environment.Capture($"{VariableName.Of(port.Resource.Name)}_PORT", $"Default container port for {port.Resource.Name}", port);
}

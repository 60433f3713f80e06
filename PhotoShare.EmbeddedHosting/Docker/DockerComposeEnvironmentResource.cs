using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker.Resources;

namespace Aspire.Hosting.Docker;

/// <summary>A deployment by one compose file.</summary>
public sealed class DockerComposeEnvironmentResource : Resource
{
    internal DockerComposeEnvironmentResource(string name) : base(name) =>
        Checks.Add(() => HasDashboard ? $"{name}: the embedded engine publishes no dashboard. Say so: WithDashboard(false)." : null);

    /// <summary>As Aspire has it, unless told otherwise.</summary>
    internal bool HasDashboard { get; set; } = true;

    internal List<Action<ComposeFile>> Configurations { get; } = [];

    /// <summary>By name: the variables that the compose file takes its values from.</summary>
    internal Dictionary<string, Captured> Variables { get; } = [];

    /// <summary>Gives the placeholder, such as <c>${WEB_IMAGE}</c>.</summary>
    internal string Capture(string name, string? description, object source)
    {
        Variables[name] = new(description, source);
        return $"${{{name}}}";
    }
}

/// <summary>A variable of the compose file.</summary>
/// <param name="Source">What gives its value: a <see cref="ParameterResource"/>, a <see cref="Mount"/>, a <see cref="ContainerPort"/>, or the <see cref="ProjectResource"/> whose image it names.</param>
internal sealed record Captured(string? Description, object Source);

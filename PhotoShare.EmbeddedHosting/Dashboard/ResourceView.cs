using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard.Contract;
using Aspire.Hosting.Engine;
using Aspire.Hosting.Projects;
using Google.Protobuf.WellKnownTypes;
using Resource = Aspire.Hosting.Dashboard.Contract.Resource;

namespace Aspire.Hosting.Dashboard;

/// <summary>How the dashboard sees a resource.</summary>
internal sealed class ResourceView(DistributedApplicationBuilder builder, SecretMask mask)
{
    private readonly DateTimeOffset createdAt = TimeProvider.System.GetUtcNow();

    /// <summary>Telemetry is matched to a resource by this: its <c>service.name</c>, a hyphen, its <c>service.instance.id</c>.</summary>
    public static string IdOf(ResourceRun run) => $"{run.Name}-{run.Instance}";

    public Resource Of(Supervisor supervisor)
    {
        var run = supervisor.Run;
        var status = run.Status;
        var (state, style) = StateOf(status);
        var resource = new Resource
        {
            Name = IdOf(run),
            DisplayName = run.Name,
            Uid = IdOf(run),
            ResourceType = run.Resource is ProjectResource ? "Project" : "Executable",
            State = state,
            CreatedAt = run.CreatedAt.ToTimestamp(),
            StartedAt = status.StartedAt?.ToTimestamp(),
            StoppedAt = status.StoppedAt?.ToTimestamp(),
        };
        if (style is not null)
            resource.StateStyle = style;
        resource.Commands.AddRange(ResourceCommands.Of(supervisor));
        resource.Urls.AddRange(run.Resource.Endpoints.Select((endpoint, index) => UrlOf(endpoint, index, status.StoppedAt is not null)));
        resource.HealthReports.AddRange(run.Resource.HealthChecks.Select(check => ReportOf(check, status)));
        resource.Relationships.AddRange(RelationshipsOf(run.Resource));
        resource.Properties.AddRange(PropertiesOf(run.Resource, status));
        resource.Environment.AddRange((status.Launch?.Environment ?? new Dictionary<string, string>()).OrderBy(variable => variable.Key, StringComparer.Ordinal)
            .Select(variable => new EnvironmentVariable { Name = variable.Key, Value = mask.Apply(variable.Key, variable.Value), IsFromSpec = true }));
        return resource;
    }

    /// <summary>They do not change while everything runs.</summary>
    public IEnumerable<Resource> Parameters() => builder.Resources.OfType<ParameterResource>().Select(parameter =>
    {
        var value = parameter.Secret ? SecretMask.Hidden : mask.Apply(parameter.GetValueAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult() ?? "");
        var resource = new Resource { Name = parameter.Name, DisplayName = parameter.Name, Uid = parameter.Name, ResourceType = "Parameter", State = "Running", CreatedAt = createdAt.ToTimestamp() };
        resource.Properties.Add(Property("resource.source", $"Parameters:{parameter.Name}"));
        var shown = Property("Value", value);
        shown.IsSensitive = parameter.Secret;
        resource.Properties.Add(shown);
        return resource;
    });

    /// <summary>In Aspire's words. A process that runs is <c>Running</c>; whether it is healthy, its reports say.</summary>
    private static (string State, string? Style) StateOf(RunStatus status) => status.State switch
    {
        RunState.Waiting => ("Waiting", "info"),
        RunState.Starting => status.Pid is null ? ("Starting", "info") : ("Running", null),
        RunState.Healthy or RunState.Elsewhere => ("Running", null),
        RunState.Stopping => ("Stopping", "info"),
        RunState.Stopped => ("Finished", null),
        RunState.Ended => ("Exited", "error"),
        _ => ("FailedToStart", "error"),
    };

    private static Url UrlOf(Endpoint endpoint, int index, bool isInactive)
    {
        var shown = endpoint.ShownUrl();
        return new()
        {
            EndpointName = endpoint.Name,
            FullUrl = shown.Url,
            IsInactive = isInactive,
            DisplayProperties = new() { SortOrder = index, DisplayName = shown.DisplayText ?? "" },
        };
    }

    private static HealthReport ReportOf(HealthCheck check, RunStatus status)
    {
        var report = new HealthReport { Key = check.Description() };
        if (status.Health.GetValueOrDefault(check) is not { } answer)
            return report;
        report.Status = answer.Problem is null ? HealthStatus.Healthy : HealthStatus.Unhealthy;
        report.Description = answer.Problem ?? "";
        report.LastRunAt = answer.At.ToTimestamp();
        return report;
    }

    private static IEnumerable<ResourceRelationship> RelationshipsOf(ApplicationModel.Resource resource) =>
        resource.References.Where(other => other != resource).Select(other => (other.Name, "Reference"))
            .Concat(resource.Waits.Select(other => (other.Name, "WaitFor")))
            .Distinct().Select(relation => new ResourceRelationship { ResourceName = relation.Name, Type = relation.Item2 });

    private IEnumerable<ResourceProperty> PropertiesOf(ApplicationModel.Resource resource, RunStatus status)
    {
        if (resource.Launcher is ProjectLauncher project)
            yield return Property("project.path", project.ProjectPath);
        if (status.Launch is { } launch)
        {
            yield return Property("executable.path", launch.FileName);
            yield return Property("executable.workDir", launch.WorkingDirectory);
            yield return new() { Name = "executable.args", Value = Value.ForList([.. launch.Arguments.Select(argument => Value.ForString(mask.Apply(argument)))]) };
        }
        if (status.Pid is { } pid)
            yield return new() { Name = "executable.pid", Value = Value.ForString($"{pid}") };
        // One that was asked to end has nothing to explain.
        if (status is { State: RunState.Ended, ExitCode: { } exitCode })
            yield return new() { Name = "resource.exitCode", Value = Value.ForNumber(exitCode) };
    }

    private static ResourceProperty Property(string name, string value) => new() { Name = name, Value = Value.ForString(value) };
}

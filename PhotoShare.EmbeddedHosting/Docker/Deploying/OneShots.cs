using Aspire.Hosting.Docker.Resources;

namespace Aspire.Hosting.Docker.Deploying;

/// <summary>Services that do something once, before those start that wait for their end.</summary>
internal static class OneShots
{
    public static IReadOnlySet<string> Of(ComposeFile file) => file.Services.Values
        .SelectMany(service => service.DependsOn).Where(other => other.Value.Condition == "service_completed_successfully").Select(other => other.Key).ToHashSet();

    /// <summary>What must run for them.</summary>
    public static IReadOnlyCollection<string> Needs(ComposeFile file)
    {
        var oneShots = Of(file);
        var needs = new HashSet<string>();
        var open = new Queue<string>(oneShots);
        while (open.TryDequeue(out var name))
        {
            foreach (var other in file.Services[name].DependsOn.Keys.Where(other => !oneShots.Contains(other) && needs.Add(other)))
                open.Enqueue(other);
        }
        return needs;
    }
}

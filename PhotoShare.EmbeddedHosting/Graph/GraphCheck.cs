using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting.Graph;

/// <summary>Finds all that is wrong with the graph, at once, before anything starts.</summary>
internal static partial class GraphCheck
{
    /// <summary>Also gives every endpoint its port. Empty: it can be run.</summary>
    public static IReadOnlyList<string> Problems(DistributedApplicationBuilder builder, DashboardPlan dashboard)
    {
        var problems = Described(builder, builder.Resources);
        problems.AddRange(builder.Resources.SelectMany(resource => resource.Launcher?.Problems() ?? []));
        Allocate(builder);
        problems.AddRange(Ports(builder.Resources, dashboard));
        return problems.Distinct().ToList();
    }

    /// <summary>What is wrong with a graph that is to be published: no values are needed, and no ports taken.</summary>
    public static IReadOnlyList<string> PublishProblems(DistributedApplicationBuilder builder) =>
        Described(builder, builder.Resources.Where(resource => resource is not ParameterResource)).Distinct().ToList();

    private static List<string> Described(DistributedApplicationBuilder builder, IEnumerable<Resource> resources) =>
    [
        .. builder.Problems,
        .. Names(builder.Resources),
        .. Waits(builder.Resources),
        .. resources.SelectMany(resource => resource.Checks.Select(check => check())).OfType<string>(),
    ];

    private static IEnumerable<string> Names(List<Resource> resources)
    {
        foreach (var resource in resources.Where(resource => !ValidName().IsMatch(resource.Name)))
            yield return $"'{resource.Name}' is no name for a resource: letters, digits and single hyphens, a letter first, 64 characters at most.";
        foreach (var same in resources.GroupBy(resource => resource.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
            yield return $"{same.Count()} resources are called '{same.Key}'.";
    }

    private static IEnumerable<string> Waits(List<Resource> resources)
    {
        foreach (var resource in resources)
        {
            foreach (var unknown in resource.Waits.Concat(resource.CompletionWaits).Where(wait => !resources.Contains(wait)))
                yield return $"{resource.Name} waits for {unknown.Name}, which is not part of this application.";
        }
        foreach (var cycle in Cycles.Find(resources))
            yield return $"Circular wait: {cycle}";
    }

    private static void Allocate(DistributedApplicationBuilder builder)
    {
        var endpoints = builder.Resources.SelectMany(resource => resource.Endpoints).ToList();
        var free = new Queue<int>(FreePorts.Take(endpoints.Count(endpoint => endpoint.FixedPort is null)));
        foreach (var endpoint in endpoints)
            endpoint.Port = endpoint.FixedPort is { } port ? port + builder.Settings.PortOffset : free.Dequeue();
    }

    private static IEnumerable<string> Ports(List<Resource> resources, DashboardPlan dashboard)
    {
        var wanted = resources.SelectMany(resource => resource.Endpoints.Select(endpoint => (resource.Name, endpoint.Port))).Concat(dashboard.WantedPorts()).GroupBy(want => want.Port, want => want.Name).ToList();
        foreach (var port in wanted)
        {
            if (port.Key > ushort.MaxValue)
                yield return $"{port.First()} wants port {port.Key}: there is no such port. Choose a smaller --port-offset.";
            if (port.Count() > 1)
                yield return $"{string.Join(" and ", port)} want the same port {port.Key}.";
        }
        foreach (var (port, owner) in ListeningPorts.Among(wanted.Select(port => port.Key)))
            yield return $"{wanted.First(want => want.Key == port).First()} wants port {port}, which is in use{(owner is null ? "" : $" by {owner}")}. End that, or start with --port-offset 1000{(dashboard.WantedPorts().Any(want => want.Port == port) ? ", or without the dashboard: --dashboard false" : "")}.";
    }

    [GeneratedRegex("^(?=.{1,64}$)[a-zA-Z][a-zA-Z0-9]*(-[a-zA-Z0-9]+)*$")]
    private static partial Regex ValidName();
}

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
        if (builder.Configuration["operation"] is "publish" or "Publish")
            return ["The embedded engine runs, and does not publish. Publish with Aspire: -p:AppHostEngine=aspire."];

        var problems = new List<string>(builder.Problems);
        problems.AddRange(Names(builder.Resources));
        problems.AddRange(Waits(builder.Resources));
        problems.AddRange(builder.Resources.SelectMany(resource => resource.Checks.Select(check => check())).OfType<string>());
        problems.AddRange(builder.Resources.SelectMany(resource => resource.Launcher?.Problems() ?? []));
        Allocate(builder);
        problems.AddRange(Ports(builder.Resources, dashboard));
        return problems.Distinct().ToList();
    }

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
            foreach (var unknown in resource.Waits.Where(wait => !resources.Contains(wait)))
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

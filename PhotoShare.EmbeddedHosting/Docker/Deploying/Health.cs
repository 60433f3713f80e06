using System.Diagnostics;
using Aspire.Hosting.Docker.Resources;

namespace Aspire.Hosting.Docker.Deploying;

/// <summary>Waits until services are well.</summary>
/// <param name="project">Compose's name of the deployment.</param>
/// <param name="timeout">For all together.</param>
internal sealed class Health(string project, TimeSpan timeout, DeploymentValues values)
{
    private const int LastLines = 20;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>How long a service may be ill before it counts as failed: it may be started again, and be well.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>One that ends as soon as it is started is "starting" all the time, and will not be well by waiting.</summary>
    private const int MostRestarts = 5;

    /// <exception cref="DeploymentException">One is not, and this is how it looks.</exception>
    public async Task WaitAsync(ComposeFile file, IReadOnlyCollection<string> services, CancellationToken cancellationToken)
    {
        var oneShots = OneShots.Of(file);
        var (clock, ill) = (Stopwatch.StartNew(), Stopwatch.StartNew());
        var restartsAtFirst = new Dictionary<string, int>();
        while (true)
        {
            var containers = (await ContainerEngine.ContainersAsync(project, cancellationToken)).ToLookup(container => container.Service);
            var missing = services.Where(service => containers[service].Count(container => oneShots.Contains(service) ? container.HasEndedWell : container.IsWell) < (file.Services[service].Deploy?.Replicas ?? 1)).ToList();
            if (missing.Count == 0)
                return;
            if (missing.TrueForAll(service => containers[service].All(container => container.IsStarting || container.IsWell || container.HasEndedWell)))
                ill.Restart();
            foreach (var container in containers.SelectMany(service => service)) restartsAtFirst.TryAdd(container.Name, container.Restarts);
            var endsAgainAndAgain = missing.Exists(service => containers[service].Any(container => container.Restarts - restartsAtFirst[container.Name] >= MostRestarts));
            if (clock.Elapsed > timeout || ill.Elapsed > Patience || endsAgainAndAgain)
                throw await DescribeAsync(missing, containers, cancellationToken);
            await Task.Delay(Interval, cancellationToken);
        }
    }

    private async Task<DeploymentException> DescribeAsync(List<string> services, ILookup<string, ContainerState> containers, CancellationToken cancellationToken)
    {
        var text = new List<string> { $"Not healthy: {string.Join(", ", services)}." };
        foreach (var service in services)
        {
            if (!containers[service].Any())
                text.Add($"{service} was not started.");
            foreach (var container in containers[service].Where(container => !container.IsWell))
            {
                text.Add($"{container.Name} is {container}{(container.Restarts > 0 ? $", and was started again {container.Restarts} times" : "")}. Its last lines:");
                text.AddRange((await ContainerEngine.LastLinesAsync(container.Name, LastLines, cancellationToken)).Select(line => $"  | {values.Mask.Apply(line)}"));
            }
        }
        return new(string.Join('\n', text));
    }
}

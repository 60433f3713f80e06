using System.Globalization;
using PhotoShare.Deployment.Tests.Engine;
using PhotoShare.Deployment.Tests.Systems;
using PhotoShare.EndToEnd.Tests.Browsing;

namespace PhotoShare.Deployment.Tests.Faults;

/// <summary>What the containers take, told as a table (perf/deployment.sh prints it), and that nobody is near their bound.</summary>
[Collection(nameof(DeployedSystem))]
public sealed class SizeTests(DeployedSystem system) : DeployedTests(system)
{
    [Fact]
    public async Task Under_a_light_load_every_container_has_memory_left()
    {
        var person = await NewConnectedPersonAsync(Person.Ben);
        var idle = await StatsAsync();
        await using var readers = await Readers.StartAsync(Deployed, person);
        while (readers.Count < 400) await Task.Delay(TimeSpan.FromMilliseconds(100));
        var loaded = await StatsAsync();
        Tell($"load: {await readers.EndAsync()}");
        foreach (var (name, stats) in loaded.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var before = idle.GetValueOrDefault(name, ["", "", ""]);
            Tell($"| {name[Deployed.Project.Length..].TrimStart('_', '-')} | {before[0].Split('/')[0].Trim()} | {before[2]} | {stats[0]} | {stats[2]} |");
            var percent = double.Parse(stats[1].TrimEnd('%'), CultureInfo.InvariantCulture);
            Assert.True(percent < 90, $"{name} takes {stats[1]} of the memory that it may have.");
        }
        foreach (var image in (await Command.RunAsync("docker", "ps", "--filter", $"label=com.docker.compose.project={Deployed.Project}", "--format", "{{.Image}}")).Lines.Distinct())
            Tell($"| {image} | {long.Parse(await ContainerEngine.InspectAsync(image, "{{.Size}}"), CultureInfo.InvariantCulture) / 1_000_000} MB |");
    }

    // Name: memory, its share of the bound, processor.
    private async Task<Dictionary<string, string[]>> StatsAsync() =>
        (await Command.RunAsync("docker", ["stats", "--no-stream", "--format", "{{.Name}}\t{{.MemUsage}}\t{{.MemPerc}}\t{{.CPUPerc}}", .. await ContainerEngine.ContainersAsync(Deployed.Project)]))
            .Lines.Select(line => line.Split('\t')).ToDictionary(fields => fields[0], fields => fields[1..]);
}

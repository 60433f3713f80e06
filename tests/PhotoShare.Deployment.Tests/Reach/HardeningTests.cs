using System.Text.Json;
using PhotoShare.Deployment.Tests.Engine;
using PhotoShare.Deployment.Tests.Systems;
using PhotoShare.EndToEnd.Tests.Browsing;

namespace PhotoShare.Deployment.Tests.Reach;

/// <summary>Each container as the engine runs it, not as the file asks for it.</summary>
[Collection(nameof(DeployedSystem))]
public sealed class HardeningTests(DeployedSystem system) : DeployedTests(system)
{
    // The proxy's image starts as root; it has one capability of root's.
    private const string Root = "proxy";

    private static readonly string[] OurOwn = ["web", "friendbook-api", "instapic-api", "dance"];

    [Theory]
    [InlineData("proxy", 1)]
    [InlineData("web", 2)]
    [InlineData("friendbook-api", 2)]
    [InlineData("instapic-api", 2)]
    [InlineData("dance", 1)]
    [InlineData("keycloak", 1)]
    [InlineData("cache", 1)]
    [InlineData("postgres", 1)]
    public async Task Container_can_do_no_more_than_it_must(string service, int instances)
    {
        var containers = await Deployed.ContainersAsync(service);
        Assert.Equal(instances, containers.Count);
        foreach (var id in containers)
        {
            var container = JsonDocument.Parse((await Command.RunAsync("docker", "inspect", id)).Output).RootElement[0];
            var host = container.GetProperty("HostConfig");
            Assert.True(host.GetProperty("ReadonlyRootfs").GetBoolean(), "Its root file system can be written to.");
            Assert.False(host.GetProperty("Privileged").GetBoolean());
            Assert.True(host.GetProperty("Memory").GetInt64() > 0, "Its memory is not bounded.");
            Assert.Equal("unless-stopped", host.GetProperty("RestartPolicy").GetProperty("Name").GetString());

            // What the kernel says of its first process, which no engine can tell otherwise.
            var process = File.ReadLines($"/proc/{container.GetProperty("State").GetProperty("Pid").GetInt32()}/status").Select(line => line.Split('\t', 2)).ToDictionary(field => field[0].TrimEnd(':'), field => field[^1]);
            Assert.Equal("1", process["NoNewPrivs"]);
            const ulong bindToLowPorts = 1UL << 10;
            Assert.Equal(service == "proxy" ? bindToLowPorts : 0UL, ulong.Parse(process["CapBnd"], System.Globalization.NumberStyles.HexNumber, null));
            if (service != Root) Assert.NotEqual("0", process["Uid"].Split('\t')[0]);
            Assert.NotEqual(0, (await ContainerEngine.ExecAsync(id, "sh", "-c", "echo > /written")).ExitCode);
        }
    }

    [Fact]
    public async Task No_secret_stands_in_an_image_in_labels_or_arguments_or_in_a_log()
    {
        var person = await NewConnectedPersonAsync(Person.Ben);
        await person.OpenAsync("/connections");
        var secrets = Deployed.Operator.Variables().Where(variable => variable.Key.EndsWith("_PASSWORD", StringComparison.Ordinal) || variable.Key.EndsWith("_SECRET", StringComparison.Ordinal) || variable.Key.EndsWith("_KEY", StringComparison.Ordinal)).ToList();
        Assert.True(secrets.Count >= 12, $"Only {secrets.Count} secrets were found in .env.Production.");

        foreach (var id in await ContainerEngine.ContainersAsync(Deployed.Project, all: true))
        {
            var service = await ContainerEngine.InspectAsync(id, "{{index .Config.Labels \"com.docker.compose.service\"}}");
            var image = (await Command.RunAsync("docker", "image", "inspect", await ContainerEngine.InspectAsync(id, "{{.Image}}"))).Output;
            var labelsAndArguments = await ContainerEngine.InspectAsync(id, "{{json .Config.Labels}} {{json .Path}} {{json .Args}} {{json .Config.Cmd}} {{json .Config.Entrypoint}}");
            var log = await Command.RunAsync("docker", "logs", id);
            Assert.All(secrets, secret =>
            {
                Assert.False(image.Contains(secret.Value, StringComparison.Ordinal), $"{secret.Key} is in the image of {service}.");
                Assert.False(labelsAndArguments.Contains(secret.Value, StringComparison.Ordinal), $"{secret.Key} is in labels or arguments of {service}.");
                Assert.False((log.Output + log.Errors).Contains(secret.Value, StringComparison.Ordinal), $"{secret.Key} is in the log of {service}.");
            });
            Assert.False(System.Text.RegularExpressions.Regex.IsMatch(log.Output + log.Errors, "[?&]code="), $"A code is in the log of {service}.");
        }
    }

    [Fact]
    public async Task Logs_of_our_services_are_lines_of_JSON()
    {
        foreach (var service in OurOwn)
        {
            foreach (var id in await Deployed.ContainersAsync(service))
            {
                var log = await Command.RunAsync("docker", "logs", id);
                Assert.All(log.Lines, line => JsonDocument.Parse(line));
                Assert.Equal("", log.Errors.Trim());
            }
        }
    }

    [Fact]
    public async Task Values_can_be_read_by_their_owner_only() =>
        Assert.Equal("600", (await Command.RunAsync("stat", "--format", "%a", Deployed.Operator.Values)).Output.Trim());
}

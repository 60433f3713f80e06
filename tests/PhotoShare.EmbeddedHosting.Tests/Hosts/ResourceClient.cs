using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Dashboard.Contract;
using Grpc.Core;
using Grpc.Net.Client;

namespace PhotoShare.EmbeddedHosting.Tests.Hosts;

/// <summary>Asks an AppHost what the dashboard asks it, over gRPC, and keeps what it was told.</summary>
internal sealed class ResourceClient : IAsyncDisposable
{
    /// <summary>Of the AppHosts that <see cref="HostProcess.StartServed"/> starts.</summary>
    public const string Key = "the-key-of-this-run";

    private readonly GrpcChannel channel;
    private readonly CancellationTokenSource end = new();
    private readonly Dictionary<string, Resource> resources = [];
    private readonly Task watching;

    private ResourceClient(HostProcess host)
    {
        channel = GrpcChannel.ForAddress($"http://127.0.0.1:{host.PortOffset + 18891}");
        Service = new(channel);
        watching = WatchAsync();
    }

    public static Metadata Keyed => new() { { ApiKeyInterceptor.Header, Key } };

    public DashboardService.DashboardServiceClient Service { get; }

    /// <summary>States in the order in which they were heard, such as <c>first Running</c>.</summary>
    public List<string> History { get; } = [];

    /// <summary>Once the AppHost serves: a channel that is refused waits longer each time.</summary>
    public static async Task<ResourceClient> ConnectAsync(HostProcess host)
    {
        Assert.True(await Eventually.HoldsAsync(() => Listens(host.PortOffset + 18891)), $"Serves nothing:\n{host.Output}");
        return new(host);
    }

    public async Task<Resource> GetAsync(string displayName, Func<Resource, bool> condition)
    {
        Resource? Find()
        {
            lock (resources)
                return resources.Values.FirstOrDefault(resource => resource.DisplayName == displayName);
        }

        var held = await Eventually.HoldsAsync(() => Find() is { } found && condition(found), unless: () => watching.IsCompleted);
        Assert.True(held, $"{displayName} never was so. Last:\n{Find()}\n{watching.Exception}");
        return Find()!;
    }

    public Task<Resource> RunsAsync(string displayName) => GetAsync(displayName, resource => resource.State == "Running" && resource.HealthReports.All(report => report.HasStatus && report.Status == HealthStatus.Healthy));

    public async Task<ResourceCommandResponse> CommandAsync(string displayName, string command)
    {
        var resource = await GetAsync(displayName, _ => true);
        return await Service.ExecuteResourceCommandAsync(new() { CommandName = command, ResourceName = resource.Name, ResourceType = resource.ResourceType }, Keyed);
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await Task.WhenAny(watching);
        channel.Dispose();
        end.Dispose();
    }

    private async Task WatchAsync()
    {
        using var call = Service.WatchResources(new(), Keyed, cancellationToken: end.Token);
        await foreach (var update in call.ResponseStream.ReadAllAsync(end.Token))
        {
            lock (resources)
            {
                foreach (var resource in update.InitialData?.Resources ?? [])
                    Keep(resource);
                foreach (var change in update.Changes?.Value ?? [])
                    Keep(change.Upsert);
            }
        }
    }

    private static bool Listens(int port) =>
        System.Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == port);

    private void Keep(Resource resource)
    {
        resources[resource.Name] = resource;
        History.Add($"{resource.DisplayName} {resource.State}");
    }
}

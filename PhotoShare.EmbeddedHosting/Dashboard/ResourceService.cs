using Aspire.Hosting.Dashboard.Contract;
using Aspire.Hosting.Engine;
using Grpc.Core;

namespace Aspire.Hosting.Dashboard;

/// <summary>Answers the dashboard: what runs, what it writes, and commands to it.</summary>
internal sealed class ResourceService(DistributedApplicationBuilder builder, ResourceView view, ResourceBoard board, SecretMask mask) : DashboardService.DashboardServiceBase
{
    private const string AppHostSuffix = ".AppHost";

    public override Task<ApplicationInformationResponse> GetApplicationInformation(ApplicationInformationRequest request, ServerCallContext context)
    {
        var name = builder.Environment.ApplicationName;
        return Task.FromResult(new ApplicationInformationResponse { ApplicationName = name.EndsWith(AppHostSuffix, StringComparison.Ordinal) ? name[..^AppHostSuffix.Length] : name });
    }

    public override Task WatchResources(WatchResourcesRequest request, IServerStreamWriter<WatchResourcesUpdate> responseStream, ServerCallContext context) => UntilLeftAsync(context, async left =>
    {
        using var watch = board.Watch();
        var all = new InitialResourceData();
        all.Resources.AddRange(board.Supervisors.Select(view.Of).Concat(view.Parameters()));
        all.ResourceTypes.AddRange(all.Resources.Select(resource => resource.ResourceType).Distinct().Select(type => new ResourceType { UniqueName = type, DisplayName = type }));
        await responseStream.WriteAsync(new() { InitialData = all }, left);
        while (true)
        {
            var changes = new WatchResourcesChanges();
            changes.Value.AddRange((await watch.NextAsync(left)).Select(changed => new WatchResourcesChange { Upsert = view.Of(changed) }));
            await responseStream.WriteAsync(new() { Changes = changes }, left);
        }
    });

    public override Task WatchResourceConsoleLogs(WatchResourceConsoleLogsRequest request, IServerStreamWriter<WatchResourceConsoleLogsUpdate> responseStream, ServerCallContext context) => UntilLeftAsync(context, async left =>
    {
        // A parameter writes nothing.
        if (board.Find(request.ResourceName) is not { } supervisor)
            return;
        await foreach (var lines in LogFollower.ReadAsync(supervisor.Run.LogFile, follow: !request.SuppressFollow, left))
        {
            var update = new WatchResourceConsoleLogsUpdate();
            update.LogLines.AddRange(lines.Select(line => new ConsoleLogLine { LineNumber = line.Number, Text = mask.Apply(line.Text) }));
            await responseStream.WriteAsync(update, left);
        }
    });

    public override async Task<ResourceCommandResponse> ExecuteResourceCommand(ResourceCommandRequest request, ServerCallContext context)
    {
        var supervisor = board.Find(request.ResourceName);
        var command = supervisor is null ? null : ResourceCommands.Find(request.CommandName);
        if (command is null)
            return new() { Kind = ResourceCommandResponseKind.Failed, Message = $"{request.ResourceName} has no command {request.CommandName}." };
        // The command goes on when the dashboard no longer waits for its answer.
        var problem = await command.RunAsync(supervisor!).WaitAsync(context.CancellationToken);
        return problem is null
            ? new() { Kind = ResourceCommandResponseKind.Succeeded }
            : new() { Kind = ResourceCommandResponseKind.Failed, Message = $"{supervisor!.Run.Name}: {problem}." };
    }

    /// <summary>The dashboard asks whether somebody wants to ask its person something. Nobody does.</summary>
    public override Task WatchInteractions(IAsyncStreamReader<WatchInteractionsRequestUpdate> requestStream, IServerStreamWriter<WatchInteractionsResponseUpdate> responseStream, ServerCallContext context) =>
        UntilLeftAsync(context, left => Task.Delay(Timeout.Infinite, left));

    private static async Task UntilLeftAsync(ServerCallContext context, Func<CancellationToken, Task> serve)
    {
        try
        {
            await serve(context.CancellationToken);
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidOperationException or IOException && context.CancellationToken.IsCancellationRequested)
        {
            // The watcher has gone, or the run ends.
        }
    }
}

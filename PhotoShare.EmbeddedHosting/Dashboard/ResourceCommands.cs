using Aspire.Hosting.Dashboard.Contract;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting.Dashboard;

/// <summary>A button of the dashboard's.</summary>
/// <param name="Name">As Aspire's own host names it.</param>
/// <param name="Icon">Of the Fluent icons.</param>
/// <param name="IsShown">A button that would be refused is not shown.</param>
/// <param name="RunAsync">Null: done; else why not.</param>
internal sealed record ResourceCommandKind(string Name, string DisplayName, string Icon, Func<Supervisor, bool> IsShown, Func<Supervisor, Task<string?>> RunAsync);

internal static class ResourceCommands
{
    private static readonly ResourceCommandKind[] All =
    [
        new("resource-start", "Start", "Play", supervisor => supervisor.CanStart, supervisor => supervisor.StartAsync()),
        new("resource-stop", "Stop", "Stop", supervisor => supervisor.CanStop, supervisor => supervisor.StopAsync()),
        new("resource-restart", "Restart", "ArrowCounterclockwise", supervisor => supervisor.CanStop, supervisor => supervisor.RestartAsync()),
    ];

    public static ResourceCommandKind? Find(string name) => All.FirstOrDefault(command => command.Name == name);

    /// <summary>None for a resource that is run elsewhere.</summary>
    public static IEnumerable<ResourceCommand> Of(Supervisor supervisor) => supervisor.Run.Resource.Launcher is null ? [] : All.Select(command => new ResourceCommand
    {
        Name = command.Name,
        DisplayName = command.DisplayName,
        IconName = command.Icon,
        IsHighlighted = true,
        State = command.IsShown(supervisor) ? ResourceCommandState.Enabled : ResourceCommandState.Hidden,
    });
}

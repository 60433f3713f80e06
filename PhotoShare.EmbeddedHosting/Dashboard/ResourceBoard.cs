using System.Collections.Concurrent;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting.Dashboard;

/// <summary>Who watches the resources, and what each has not been told yet.</summary>
internal sealed class ResourceBoard
{
    private readonly ConcurrentDictionary<ResourceWatch, bool> watches = [];

    public ResourceBoard(IReadOnlyList<Supervisor> supervisors)
    {
        Supervisors = supervisors;
        foreach (var supervisor in supervisors)
            supervisor.Run.Changed += _ => Tell(supervisor);
    }

    public IReadOnlyList<Supervisor> Supervisors { get; }

    public bool IsWatched => !watches.IsEmpty;

    /// <param name="id">As the dashboard knows it.</param>
    public Supervisor? Find(string id) => Supervisors.FirstOrDefault(supervisor => ResourceView.IdOf(supervisor.Run) == id);

    /// <summary>From now on, until disposed.</summary>
    public ResourceWatch Watch()
    {
        var watch = new ResourceWatch(ended => watches.TryRemove(ended, out _));
        watches[watch] = true;
        return watch;
    }

    private void Tell(Supervisor changed)
    {
        foreach (var watch in watches.Keys)
            watch.Add(changed);
    }
}

/// <summary>One watcher's changes: a slow one hears of the latest state of each resource, and of nothing in between.</summary>
internal sealed class ResourceWatch(Action<ResourceWatch> end) : IDisposable
{
    /// <summary>A start changes a resource several times within milliseconds.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(50);

    private readonly Lock adding = new();
    private readonly HashSet<Supervisor> changed = [];
    private TaskCompletionSource some = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Add(Supervisor supervisor)
    {
        lock (adding)
        {
            changed.Add(supervisor);
            some.TrySetResult();
        }
    }

    public async Task<IReadOnlyList<Supervisor>> NextAsync(CancellationToken left)
    {
        await some.Task.WaitAsync(left);
        await Task.Delay(Gather, left);
        lock (adding)
        {
            Supervisor[] all = [.. changed];
            changed.Clear();
            some = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return all;
        }
    }

    public void Dispose() => end(this);
}

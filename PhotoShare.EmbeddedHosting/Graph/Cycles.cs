using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Graph;

/// <summary>Resources that would wait for each other for ever.</summary>
internal static class Cycles
{
    /// <summary>Each cycle once, as <c>a -> b -> a</c>.</summary>
    public static IEnumerable<string> Find(IEnumerable<Resource> resources)
    {
        var done = new HashSet<Resource>();
        var found = new List<string>();
        foreach (var resource in resources)
            Visit(resource, [], done, found);
        return found;
    }

    private static void Visit(Resource resource, List<Resource> path, HashSet<Resource> done, List<string> found)
    {
        var start = path.IndexOf(resource);
        if (start >= 0)
        {
            found.Add(string.Join(" -> ", path.Skip(start).Append(resource).Select(member => member.Name)));
            return;
        }
        if (done.Contains(resource))
            return;
        path.Add(resource);
        foreach (var wait in resource.Waits.Concat(resource.CompletionWaits).Distinct())
            Visit(wait, path, done, found);
        path.RemoveAt(path.Count - 1);
        done.Add(resource);
    }
}

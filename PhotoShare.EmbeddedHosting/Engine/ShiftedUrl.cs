using Aspire.Hosting.Dashboard;

namespace Aspire.Hosting.Engine;

/// <summary><c>--port-offset</c> moves every fixed port of the graph: also where a parameter's value names one of them.</summary>
internal static class ShiftedUrl
{
    /// <summary>A loopback URL whose port is a fixed port of the graph, or the dashboard's, gets the port that is in use; any other value stays as it is.</summary>
    public static string? Apply(string? value, DistributedApplicationBuilder builder)
    {
        if (builder.Settings.PortOffset == 0 || !Uri.TryCreate(value, UriKind.Absolute, out var url) || !url.IsLoopback || url.IsFile)
            return value;
        var isOurs = url.Port == new DashboardAddresses(Offset: 0).FrontendPort || builder.Resources.Exists(resource => resource.Endpoints.Exists(endpoint => endpoint.FixedPort == url.Port));
        return isOurs ? $"{url.Scheme}://{url.Host}:{url.Port + builder.Settings.PortOffset}{url.PathAndQuery.TrimEnd('/')}" : value;
    }
}

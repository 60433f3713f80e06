using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Engine;

/// <summary>Where a resource listens. There is no proxy in between: the child itself has this port.</summary>
internal sealed class Endpoint(string name, string scheme, string host, int? fixedPort, int? targetPort = null)
{
    public string Name => name;

    public string Scheme => scheme;

    public string Host => host;

    /// <summary>As AppHost.cs or the launch profile says, before <c>--port-offset</c>; null: any free port.</summary>
    public int? FixedPort => fixedPort;

    /// <summary>Where it listens in its container; null: where the deployment says.</summary>
    public int? TargetPort => targetPort;

    /// <summary>The port in use; 0 until the graph has been checked.</summary>
    public int Port { get; set; }

    /// <summary>False: a reference to the resource says nothing of this endpoint.</summary>
    public bool IsReferenced { get; init; } = true;

    public string Url => $"{scheme}://{host}:{Port}";

    public List<Action<ResourceUrlAnnotation>> UrlCallbacks { get; } = [];

    public ResourceUrlAnnotation ShownUrl()
    {
        var shown = new ResourceUrlAnnotation(Url);
        UrlCallbacks.ForEach(callback => callback(shown));
        return shown;
    }
}

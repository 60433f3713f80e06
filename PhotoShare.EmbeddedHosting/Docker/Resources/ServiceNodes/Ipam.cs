namespace Aspire.Hosting.Docker.Resources.ServiceNodes;

/// <summary>The addresses of a network.</summary>
public sealed class Ipam
{
    /// <summary>Such as <c>subnet</c>.</summary>
    public List<Dictionary<string, string>> Config { get; set; } = [];
}

namespace Aspire.Hosting.Docker.Resources.ComposeNodes;

/// <summary>A network between services.</summary>
public sealed class Network : NamedComposeMember
{
    /// <summary>Such as <c>bridge</c>.</summary>
    public string? Driver { get; set; }

    /// <summary>True: it leads nowhere else.</summary>
    public bool? Internal { get; set; }
}

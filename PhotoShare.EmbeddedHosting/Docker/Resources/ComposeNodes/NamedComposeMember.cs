namespace Aspire.Hosting.Docker.Resources.ComposeNodes;

/// <summary>What stands under its name in a compose file.</summary>
public abstract class NamedComposeMember
{
    /// <summary>The key that it stands under.</summary>
    public required string Name { get; set; }
}

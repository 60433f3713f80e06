namespace Aspire.Hosting.ApplicationModel;

/// <summary>How an endpoint's address is shown to people.</summary>
public sealed class ResourceUrlAnnotation
{
    internal ResourceUrlAnnotation(string url) => Url = url;

    /// <summary>The address that is shown.</summary>
    public string Url { get; set; }

    /// <summary>What stands before the address; default none.</summary>
    public string? DisplayText { get; set; }
}

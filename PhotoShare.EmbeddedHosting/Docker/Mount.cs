namespace Aspire.Hosting.Docker;

/// <summary>What of the host a container sees.</summary>
/// <param name="Source">The name of a volume, or an absolute path of the host.</param>
/// <param name="Target">A path in the container.</param>
internal sealed record Mount(string Source, string Target, bool IsReadOnly, bool IsBind);

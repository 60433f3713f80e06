using Aspire.Hosting.Docker.Resources;

namespace PhotoShare.AppHost.Deployment;

/// <summary>
/// Who can reach whom: two services see each other only where they share a network. All but the two networks of the proxy are internal: they
/// have no way out, and so none in. Docker keeps networks apart by itself; Podman 4 only those.
/// </summary>
internal static class Networks
{
    /// <summary>The proxy and Web.</summary>
    public const string Front = "front";

    /// <summary>The proxy and the authorization server.</summary>
    public const string Login = "login";

    /// <summary>Services that call each other, and a collector of telemetry that an operator puts there.</summary>
    public const string Back = "back";

    /// <summary>Services and their databases.</summary>
    public const string Data = "data";

    /// <summary>Web and the cache.</summary>
    public const string Cache = "cache";

    /// <summary>In place of the one network of all that Aspire makes; and the volumes that no container of Aspire's declares.</summary>
    public static void Describe(ComposeFile file)
    {
        file.Networks.Clear();
        file.AddNetwork(new() { Name = Front, Driver = "bridge" })
            .AddNetwork(new() { Name = Login, Driver = "bridge" })
            .AddNetwork(new() { Name = Back, Driver = "bridge", Internal = true })
            .AddNetwork(new() { Name = Data, Driver = "bridge", Internal = true })
            .AddNetwork(new() { Name = Cache, Driver = "bridge", Internal = true })
            .AddVolume(new() { Name = "friendbook-photos", Driver = "local" })
            .AddVolume(new() { Name = "instapic-photos", Driver = "local" });
    }

    /// <summary>Podman's name service is still for a moment whenever a container comes or goes: it is asked again after a second, not after glibc's five (resolv.conf(5)), when a request has given up.</summary>
    public static IResourceBuilder<T> AskingForNamesAgain<T>(this IResourceBuilder<T> builder) where T : IResourceWithEnvironment =>
        builder.WithEnvironment("RES_OPTIONS", "timeout:1 attempts:5");
}

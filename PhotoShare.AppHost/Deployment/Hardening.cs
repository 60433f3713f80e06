using Aspire.Hosting.Docker.Resources.ServiceNodes;

namespace PhotoShare.AppHost.Deployment;

/// <summary>What holds for every container: as little as it needs.</summary>
internal static class Hardening
{
    /// <summary>Reachable on these networks alone, with a root file system that can't be written to, no capability, and bounds.</summary>
    /// <param name="memory">Such as <c>384M</c>: with more, it is ended.</param>
    public static IResourceBuilder<T> Hardened<T>(this IResourceBuilder<T> builder, string memory, string[] networks) where T : IComputeResource =>
        builder.PublishAsDockerComposeService((_, service) =>
        {
            service.Expose.AddRange(service.Ports);
            service.Ports.Clear();
            service.Networks = [.. networks];
            service.ReadOnly = true;
            service.Tmpfs = ["/tmp:mode=1777"];
            service.CapDrop = ["ALL"];
            service.SecurityOpt = ["no-new-privileges:true"];
            service.Restart = "unless-stopped";
            // Requests in flight are answered first.
            service.StopGracePeriod = "35s";
            service.Deploy = new() { Resources = new() { Limits = new() { Memory = memory } } };
            // Aspire's model of compose has no other bound for the number of processes. The kernel counts those of one user in all containers.
            service.Ulimits["nproc"] = new() { Soft = 4096, Hard = 4096 };
            // Whoever is told one bound by compose is told all of them: an engine's defaults no longer hold then.
            service.Ulimits["nofile"] = new() { Soft = 20000, Hard = 20000 };
        });

    /// <summary>A command in the container says whether it is well.</summary>
    /// <param name="command">For a shell; ends with 0 if all is well.</param>
    /// <param name="startPeriod">How long it may take before a bad answer counts.</param>
    public static IResourceBuilder<T> Checked<T>(this IResourceBuilder<T> builder, string command, string startPeriod) where T : IComputeResource =>
        builder.PublishAsDockerComposeService((_, service) =>
            service.Healthcheck = new Healthcheck { Test = ["CMD-SHELL", command], Interval = "5s", Timeout = "4s", Retries = 3, StartPeriod = startPeriod });

    /// <summary>Starts when the other is healthy. Aspire's own <c>WaitFor</c> publishes that it has been started.</summary>
    public static IResourceBuilder<T> After<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> other) where T : IComputeResource, IResourceWithWaitSupport =>
        builder.WaitFor(other).PublishAsDockerComposeService((_, service) => service.DependsOn[other.Resource.Name].Condition = "service_healthy");
}

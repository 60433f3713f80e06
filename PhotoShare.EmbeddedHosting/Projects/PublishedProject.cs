using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Docker;

namespace Aspire.Hosting.Projects;

/// <summary>What Aspire publishes of a project. Of its launch profile that is whether it listens, and nothing else: addresses and environment are those of development.</summary>
internal static class PublishedProject
{
    public static void Describe(ProjectResource resource, LaunchProfile profile)
    {
        // Both, on the same port, as Aspire has it; who has no certificate is never called by the second.
        if (profile.Endpoints.Count > 0)
            resource.Endpoints.AddRange([new("http", "http", resource.Name, null), new("https", "https", resource.Name, null)]);
        resource.Environment.Add(environment =>
        {
            environment["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory";
            if (resource.Endpoints.Count == 0)
                return;
            if (resource.BelievesForwardedHeaders)
                environment["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
            environment["HTTP_PORTS"] = new ContainerPort(resource);
        });
    }
}

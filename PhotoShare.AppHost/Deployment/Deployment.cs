using Aspire.Hosting.Docker.Resources.ServiceNodes;
using Services = PhotoShare.AppHost.Deployment.DescribedServices;

namespace PhotoShare.AppHost.Deployment;

/// <summary>What only a deployment has (docs/deploy.md): AppHost.cs describes the services, and this how they run on one host, behind TLS, more than one of each.</summary>
internal static class Deployment
{
    private const int Instances = 2;

    /// <summary>The folder that belongs to the user of the SDK's images: what is mounted there for the first time, this user can write to.</summary>
    private const string Home = "/home/app";

    /// <param name="services">As AppHost.cs describes them.</param>
    /// <param name="webUrl">Web's public address: https, no path, perhaps a port.</param>
    /// <param name="loginUrl">The authorization server's, likewise.</param>
    public static void AddDeployment(this IDistributedApplicationBuilder builder, Services services, IResourceBuilder<ParameterResource> webUrl, IResourceBuilder<ParameterResource> loginUrl)
    {
        builder.AddDockerComposeEnvironment("photoshare").WithDashboard(false).ConfigureComposeFile(Networks.Describe);

        var databases = new Databases(builder);
        databases.Give<Projects.PhotoShare_Web>(services.Web);
        databases.Give<Projects.PhotoShare_Api>(services.Friendbook);
        databases.Give<Projects.PhotoShare_Api>(services.Instapic);

        var otlpEndpoint = builder.AddSetting("otlp-endpoint", "");
        Run(services.Web, otlpEndpoint, Instances, [Networks.Front, Networks.Back, Networks.Cache, Networks.Data])
            .WithMetadata("SignIn__MetadataAddress", services.Keycloak, "photoshare")
            .WithMetadata("Networks__friendbook__MetadataAddress", services.Keycloak, "friendbook")
            .WithMetadata("Networks__instapic__MetadataAddress", services.Keycloak, "instapic")
            .After(services.Cache);
        var demoAlbums = builder.AddSetting("demo-albums", "false");
        RunApi(services.Friendbook, "friendbook");
        RunApi(services.Instapic, "instapic");
        if (services.Dance is not null)
        {
            Run(services.Dance, otlpEndpoint, instances: 1, [Networks.Back, Networks.Cache]);
            Watching.Guard(services.Dance, services.Keycloak, loginUrl);
        }

        RunCache(services.Cache);
        AuthorizationServer.Run(services.Keycloak, databases);
        Proxy.Add(builder, services, webUrl, loginUrl);

        void RunApi(IResourceBuilder<ProjectResource> api, string realm) => Run(api, otlpEndpoint, Instances, [Networks.Back, Networks.Data])
            .WithMetadata("MetadataAddress", services.Keycloak, realm)
            .WithEnvironment("DataDirectory", $"{Home}/photos")
            // What is being worked on lies on the disk: in a tmpfs, it would count as memory.
            .WithEnvironment("TMPDIR", $"{Home}/tmp")
            .WithEnvironment("DemoAlbums", demoAlbums)
            .PublishAsDockerComposeService((_, service) => service.AddVolume(new Volume { Name = $"{realm}-photos", Type = "volume", Source = $"{realm}-photos", Target = Home, ReadOnly = false }));
    }

    /// <summary>A project of ours.</summary>
    private static IResourceBuilder<ProjectResource> Run(IResourceBuilder<ProjectResource> project, IResourceBuilder<ParameterResource> otlpEndpoint, int instances, string[] networks) => project
        // They know their public addresses, and believe nobody else's.
        .DisableForwardedHeaders()
        .WithEnvironment("ASPNETCORE_ENVIRONMENT", "Production")
        .WithEnvironment("DataDirectory", "/tmp")
        .WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", otlpEndpoint)
        .WithEnvironment("OTEL_SERVICE_NAME", project.Resource.Name)
        .AskingForNamesAgain()
        .Hardened("384M", networks)
        .Checked(HealthChecks.Page("$$HTTP_PORTS", "/health"), startPeriod: "30s")
        .PublishAsDockerComposeService((_, service) => service.Deploy!.Replicas = instances);

    /// <summary>Bounded: where it is full it refuses, and forgets nobody by surprise. What it holds may be lost.</summary>
    private static void RunCache(IResourceBuilder<RedisResource> cache) => cache
        .WithImageTag("7")
        .Hardened("192M", [Networks.Cache])
        .Checked("REDISCLI_AUTH=\"$$REDIS_PASSWORD\" redis-cli ping | grep -q PONG", startPeriod: "10s")
        .PublishAsDockerComposeService((_, service) =>
        {
            service.User = "redis";
            service.Command[^1] = $"exec {service.Command[^1]} --maxmemory 128mb --maxmemory-policy noeviction --save '' --appendonly no";
            service.Tmpfs.Add("/data:mode=1777");
        });
}

/// <summary>What AppHost.cs describes for every mode.</summary>
/// <param name="Dance">Null: nobody watches.</param>
internal sealed record DescribedServices(
    IResourceBuilder<ProjectResource> Web, IResourceBuilder<ProjectResource> Friendbook, IResourceBuilder<ProjectResource> Instapic,
    IResourceBuilder<KeycloakResource> Keycloak, IResourceBuilder<RedisResource> Cache, IResourceBuilder<ProjectResource>? Dance);

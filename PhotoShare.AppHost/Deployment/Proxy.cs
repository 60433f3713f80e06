namespace PhotoShare.AppHost.Deployment;

/// <summary>Caddy, the only service with ports on the host: TLS, two names, and what may pass (Caddyfile).</summary>
internal static class Proxy
{
    public static void Add(IDistributedApplicationBuilder builder, DescribedServices services, IResourceBuilder<ParameterResource> webUrl, IResourceBuilder<ParameterResource> loginUrl)
    {
        var bindAddress = builder.AddSetting("bind-address", "0.0.0.0");
        var httpPort = builder.AddSetting("http-port", "80");
        var httpsPort = builder.AddSetting("https-port", "443");
        builder.AddContainer("proxy", "docker.io/library/caddy", "2")
            .WithEnvironment("WEB_URL", webUrl)
            .WithEnvironment("LOGIN_URL", loginUrl)
            .WithEnvironment("HTTP_PORT", httpPort)
            .WithEnvironment("HTTPS_PORT", httpsPort)
            // Caddy's own authority, or an e-mail address: then by ACME.
            .WithEnvironment("CERTIFICATES", builder.AddSetting("certificates", "internal"))
            .WithBindMount("Deployment/Caddyfile", "/etc/caddy/Caddyfile", isReadOnly: true)
            .WithVolume("proxy-data", "/data")
            .WithVolume("proxy-config", "/config")
            .WaitFor(services.Web)
            .WaitFor(services.Keycloak)
            .Hardened("256M", [Networks.Front, Networks.Login])
            .Checked(HealthChecks.Listens("$$HTTPS_PORT"), startPeriod: "10s")
            .PublishAsDockerComposeService((proxy, service) =>
            {
                service.CapAdd = ["NET_BIND_SERVICE"];
                // Inside it listens on the ports that it publishes: redirects name them.
                service.Ports.AddRange(new[] { httpPort, httpsPort }.Select(port => port.AsEnvironmentPlaceholder(proxy)).Select(port => $"{bindAddress.AsEnvironmentPlaceholder(proxy)}:{port}:{port}"));
            });
    }
}

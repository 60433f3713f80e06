namespace PhotoShare.AppHost.Deployment;

/// <summary>Keycloak in production mode: with a database, behind the proxy, and without the demo accounts.</summary>
internal static class AuthorizationServer
{
    private static readonly string[] Realms = ["photoshare", "friendbook", "instapic"];

    public static void Run(IResourceBuilder<KeycloakResource> keycloak, Databases databases)
    {
        keycloak
            .WithImageTag("26.7")
            .WithEnvironment("KC_HTTP_ENABLED", "true")
            .WithEnvironment("KC_PROXY_HEADERS", "xforwarded")
            // Networks of containers: nobody else reaches it, and the proxy says anew where a request came from. A fixed subnet is more than docker-compose 1.29 can start twice.
            .WithEnvironment("KC_PROXY_TRUSTED_ADDRESSES", "10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7")
            // Health and metrics are for its own container only.
            .WithEnvironment("KC_HTTP_MANAGEMENT_HOST", "127.0.0.1")
            // One instance: nothing to share with others.
            .WithEnvironment("KC_CACHE", "local")
            .WithEnvironment("KC_DB", "postgres")
            .WithEnvironment("KC_DB_URL", "jdbc:postgresql://postgres/keycloak")
            .WithEnvironment("KC_DB_USERNAME", "keycloak")
            .WithEnvironment("KC_DB_POOL_MAX_SIZE", "20")
            // Else each connection that PostgreSQL's restart has broken costs somebody a sign-in.
            .WithEnvironment("QUARKUS_DATASOURCE_JDBC_VALIDATE_ON_BORROW", "true")
            // Java remembers an address for half a minute, and for ten seconds that there is none; PostgreSQL may have another one when it was started again. Seconds.
            .WithEnvironment("JAVA_OPTS_APPEND", "-Dsun.net.inetaddr.ttl=2 -Dsun.net.inetaddr.negative.ttl=1")
            .AskingForNamesAgain()
            .WithEnvironment("KC_DB_PASSWORD", databases.Password("keycloak-db-password"))
            // Its build for these settings, which it writes at its first start.
            .WithVolume("keycloak-build", "/opt/keycloak/lib/quarkus")
            .Hardened("1536M", [Networks.Login, Networks.Back, Networks.Data])
            .Checked(HealthChecks.Page("9000", "/health/ready"), startPeriod: "180s")
            .After(databases.Server)
            // Style sheets and scripts as it sends them; without this folder it sends none.
            .PublishAsDockerComposeService((_, service) => service.Tmpfs.Add("/opt/keycloak/data/tmp:mode=1777"));
        foreach (var realm in Realms)
            keycloak.WithBindMount($"Realms/{realm}-realm.json", $"/opt/keycloak/data/import/{realm}-realm.json", isReadOnly: true);
    }

    /// <summary>Tells the service where it reads the realm's discovery document: inside, where the issuer's public address leads nowhere.</summary>
    /// <param name="variable">The service's own name for it.</param>
    public static IResourceBuilder<ProjectResource> WithMetadata(this IResourceBuilder<ProjectResource> service, string variable, IResourceBuilder<KeycloakResource> keycloak, string realm) =>
        service.WithEnvironment(variable, $"{keycloak.GetEndpoint("http")}/realms/{realm}/.well-known/openid-configuration");
}

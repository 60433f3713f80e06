using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;
using Aspire.Hosting.Keycloak;

namespace Aspire.Hosting;

/// <summary>An authorization server.</summary>
public static class KeycloakResourceBuilderExtensions
{
    /// <summary>Keycloak from the distribution that <c>KEYCLOAK_HOME</c> names; without it, PhotoShare's own authorization server, with Keycloak's paths.</summary>
    /// <param name="port">Default: any free port; then the issuer changes with every run.</param>
    /// <param name="adminUsername">Default <c>admin</c>. Of no use without <c>KEYCLOAK_HOME</c>.</param>
    /// <param name="adminPassword">Default: made, and kept in user secrets as <c>{name}-password</c>.</param>
    public static IResourceBuilder<KeycloakResource> AddKeycloak(this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? adminUsername = null, IResourceBuilder<ParameterResource>? adminPassword = null)
    {
        var own = DistributedApplicationBuilder.Of(builder);
        var resource = new KeycloakResource(name, builder.AppHostDirectory);
        resource.Endpoints.Add(new Endpoint("http", "http", "127.0.0.1", port, targetPort: 8080));
        adminPassword ??= builder.AddParameter($"{name}-password", new GenerateParameterDefault { MinLength = 22, Special = false }, secret: true, persist: true);
        if (own.ExecutionContext.IsPublishMode)
            Publish(resource, adminUsername?.Resource, adminPassword.Resource);
        else
            Run(resource, own, adminUsername?.Resource, adminPassword.Resource);
        return own.Add(resource);
    }

    /// <summary>Imports a realm at the first start, or the people of one: a file, or a folder of such files. A deployment of this engine mounts them instead (<c>WithBindMount</c>).</summary>
    public static IResourceBuilder<KeycloakResource> WithRealmImport(this IResourceBuilder<KeycloakResource> builder, string import)
    {
        var resource = builder.Resource;
        var path = Path.GetFullPath(import, resource.AppHostDirectory);
        resource.Checks.Add(() => builder.ApplicationBuilder.ExecutionContext.IsPublishMode ? $"{resource.Name}: the embedded engine does not publish the realm import {path}. Mount it with WithBindMount." : null);
        resource.Checks.Add(() => File.Exists(path) || Directory.Exists(path) ? null : $"{resource.Name}: the realm import {path} does not exist.");
        var files = Directory.Exists(path) ? Directory.GetFiles(path, "*.json") : [path];
        foreach (var file in files)
            resource.Import(file);
        return builder;
    }

    private static void Run(KeycloakResource resource, DistributedApplicationBuilder own, ParameterResource? adminUsername, ParameterResource adminPassword)
    {
        resource.Launcher = own.Configuration["KEYCLOAK_HOME"] is { Length: > 0 } home
            ? new KeycloakLauncher(resource, new KeycloakHome(home), own, adminUsername, adminPassword)
            : new AuthorizationServerLauncher(resource, own);
        // Asked for as long as it runs, and leaves no trace: Keycloak's own health page is on a port of its own, and not in every build of it.
        var endpoint = resource.Endpoints[0];
        resource.HealthChecks.Add(resource.Launcher is KeycloakLauncher ? HealthCheck.Connects(endpoint) : HealthCheck.HttpGet(() => $"{endpoint.Url}/health"));
    }

    private static void Publish(KeycloakResource resource, ParameterResource? adminUsername, ParameterResource adminPassword)
    {
        resource.Endpoints.Add(new Endpoint("management", "http", "127.0.0.1", null, targetPort: 9000) { IsReferenced = false });
        resource.Arguments.AddRange(["start", "--import-realm"]);
        resource.Environment.Add(environment =>
        {
            environment["KC_BOOTSTRAP_ADMIN_USERNAME"] = adminUsername is null ? "admin" : adminUsername;
            environment["KC_BOOTSTRAP_ADMIN_PASSWORD"] = adminPassword;
            environment["KC_HEALTH_ENABLED"] = "true";
            environment["KC_FEATURES"] = "opentelemetry";
        });
    }
}

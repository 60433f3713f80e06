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
        resource.Endpoints.Add(new Endpoint("http", "http", "127.0.0.1", port));
        adminPassword ??= builder.AddParameter($"{name}-password", new GenerateParameterDefault { MinLength = 22, Special = false }, secret: true, persist: true);
        resource.Launcher = own.Configuration["KEYCLOAK_HOME"] is { Length: > 0 } home
            ? new KeycloakLauncher(resource, new KeycloakHome(home), own, adminUsername?.Resource, adminPassword.Resource)
            : new AuthorizationServerLauncher(resource, own);
        // Asked for as long as it runs, and leaves no trace: Keycloak's own health page is on a port of its own, and not in every build of it.
        var endpoint = resource.Endpoints[0];
        resource.HealthChecks.Add(resource.Launcher is KeycloakLauncher ? HealthCheck.Connects(endpoint) : HealthCheck.HttpGet(() => $"{endpoint.Url}/health"));
        return own.Add(resource);
    }

    /// <summary>Imports a realm at the first start, or the people of one: a file, or a folder of such files.</summary>
    public static IResourceBuilder<KeycloakResource> WithRealmImport(this IResourceBuilder<KeycloakResource> builder, string import)
    {
        var resource = builder.Resource;
        var path = Path.GetFullPath(import, resource.AppHostDirectory);
        resource.Checks.Add(() => File.Exists(path) || Directory.Exists(path) ? null : $"{resource.Name}: the realm import {path} does not exist.");
        var files = Directory.Exists(path) ? Directory.GetFiles(path, "*.json") : [path];
        foreach (var file in files)
            resource.Import(file);
        return builder;
    }
}

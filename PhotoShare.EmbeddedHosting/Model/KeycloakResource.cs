using Aspire.Hosting.Engine;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An authorization server with Keycloak's paths and realm imports.</summary>
public sealed class KeycloakResource : ContainerResource, IResourceWithServiceDiscovery
{
    private const string RealmFile = "-realm.json";

    internal KeycloakResource(string name, string appHostDirectory) : base(name, "quay.io/keycloak/keycloak", "26.6") => AppHostDirectory = appHostDirectory;

    internal string AppHostDirectory { get; }

    /// <summary>Files of realms (<c>{realm}-realm.json</c>) and of people (<c>{realm}-users-{n}.json</c>), absolute paths.</summary>
    internal List<string> Imports { get; } = [];

    /// <summary>A realm is served only after its import, later than the port opens: so each realm's discovery document is asked for.</summary>
    internal void Import(string file)
    {
        Imports.Add(file);
        var name = Path.GetFileName(file);
        if (name.EndsWith(RealmFile, StringComparison.Ordinal))
            HealthChecks.Add(HealthCheck.HttpGet(() => $"{Endpoints[0].Url}/realms/{name[..^RealmFile.Length]}/.well-known/openid-configuration") with { OnlyAtStart = true });
    }
}

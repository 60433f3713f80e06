namespace PhotoShare.AppHost.Deployment;

/// <summary>PhotoShare.Dance in a deployment, where it is only if asked for: behind sign-in and a role, and nothing leads to it from outside.</summary>
internal static class Watching
{
    /// <param name="dance">As AppHost.cs describes it.</param>
    /// <param name="keycloak">Where it signs people in; asked inside.</param>
    /// <param name="loginUrl">The realm gets client and role when an operator lets somebody look (add-watcher.sh).</param>
    public static void Guard(IResourceBuilder<ProjectResource> dance, IResourceBuilder<KeycloakResource> keycloak, IResourceBuilder<ParameterResource> loginUrl) => dance
        .WithEnvironment("Dance__AllowOutsideDevelopment", "true")
        // As the services call it.
        .WithEnvironment("Dance__Hosts", dance.Resource.Name)
        .WithEnvironment("Dance__SignIn__Issuer", $"{loginUrl}/realms/photoshare")
        .WithMetadata("Dance__SignIn__MetadataAddress", keycloak, "photoshare")
        .WithEnvironment("Dance__SignIn__ClientId", "photoshare-dance")
        .WithEnvironment("Dance__SignIn__ClientSecret", Secrets.Add(dance.ApplicationBuilder, "dance-client-secret"))
        .WithEnvironment("Dance__SignIn__Role", "dance");
}

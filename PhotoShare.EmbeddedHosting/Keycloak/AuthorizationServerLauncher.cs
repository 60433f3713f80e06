using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting.Keycloak;

/// <summary>Runs PhotoShare.AuthorizationServer, which reads the same realm files, in Keycloak's place.</summary>
internal sealed class AuthorizationServerLauncher(KeycloakResource resource, DistributedApplicationBuilder builder) : ILauncher
{
    public bool SendsTelemetry => true;

    public IEnumerable<string> Problems()
    {
        if (builder.Build.Tool("authorization-server") is not { } assembly)
            yield return $"{resource.Name}: the AppHost has no authorization server of its own. Set KEYCLOAK_HOME to a Keycloak distribution.";
        else if (!File.Exists(assembly))
            yield return $"{resource.Name}: {assembly} has not been built.";
    }

    public Task<Launch> PrepareAsync(LaunchContext context, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(builder.Settings.DataDirectory, resource.Name);
        var realms = RealmImports.Stage(resource.Imports, Path.Combine(folder, "import"));
        var arguments = new List<string> { "exec", builder.Build.Tool("authorization-server")!, "--realms", realms, "--urls", resource.Endpoints[0].Url };
        if (context.Environment.TryGetValue("KC_HOSTNAME", out var publicUrl))
            arguments.AddRange(["--public-url", publicUrl]);
        var environment = new Dictionary<string, string>(context.Environment)
        {
            ["ASPNETCORE_ENVIRONMENT"] = builder.Environment.EnvironmentName,
            ["OTEL_SERVICE_NAME"] = resource.Name,
            ["DataDirectory"] = folder,
        };
        return Task.FromResult(new Launch(BuildOutput.Dotnet, arguments, folder, environment));
    }
}

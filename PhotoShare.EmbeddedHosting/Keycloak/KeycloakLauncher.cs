using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting.Keycloak;

/// <summary>Runs a real Keycloak from a distribution on this machine.</summary>
internal sealed class KeycloakLauncher(KeycloakResource resource, KeycloakHome distribution, DistributedApplicationBuilder builder, ParameterResource? adminUsername, ParameterResource adminPassword) : ILauncher
{
    public IEnumerable<string> Problems() => distribution.Problem() is { } problem ? [$"{resource.Name}: {problem}"] : [];

    public async Task<Launch> PrepareAsync(LaunchContext context, CancellationToken cancellationToken)
    {
        var source = distribution.IsBuilt() ? distribution : await distribution.BuiltCopyAsync(context);
        var home = source.Link(Path.Combine(builder.Settings.DataDirectory, resource.Name, "home"));
        RealmImports.Stage(resource.Imports, Path.Combine(home, "data", "import"));

        var endpoint = resource.Endpoints[0];
        var environment = new Dictionary<string, string>(context.Environment)
        {
            ["KC_BOOTSTRAP_ADMIN_USERNAME"] = await AdminAsync(cancellationToken),
            ["KC_BOOTSTRAP_ADMIN_PASSWORD"] = (await adminPassword.GetValueAsync(cancellationToken))!,
            // By environment and not by option: a distribution that was built without these refuses the option and overlooks the variable.
            ["KC_HTTP_MANAGEMENT_PORT"] = $"{FreePorts.Take(1)[0]}",
            ["KC_HTTP_MANAGEMENT_HOST"] = endpoint.Host,
            ["KC_CACHE_EMBEDDED_NETWORK_BIND_ADDRESS"] = endpoint.Host,
        };
        if (Environment.GetEnvironmentVariable("JAVA_OPTS_KC_HEAP") is null)
            environment["JAVA_OPTS_KC_HEAP"] = "-Xms64m -Xmx512m";
        if (KeycloakTracing.FitTo(source.BuildOptions()!, environment, distribution.Path) is { } line)
            context.Say(line);
        string[] arguments =
        [
            "start", "--optimized", "--import-realm", "--http-enabled=true", "--hostname-strict=false",
            $"--http-host={endpoint.Host}", $"--http-port={endpoint.Port}",
        ];
        return new Launch(Path.Combine(home, "bin", OperatingSystem.IsWindows() ? "kc.bat" : "kc.sh"), arguments, home, environment);
    }

    public IEnumerable<string> Notes() =>
    [
        $"Keycloak's admin console: {resource.Endpoints[0].Url}/admin, user {AdminAsync(default).AsTask().GetAwaiter().GetResult()}, password: Parameters:{adminPassword.Name} in {builder.UserSecretsFile ?? "the configuration of this run"}",
    ];

    private async ValueTask<string> AdminAsync(CancellationToken cancellationToken) =>
        adminUsername is null ? "admin" : (await adminUsername.GetValueAsync(cancellationToken))!;
}

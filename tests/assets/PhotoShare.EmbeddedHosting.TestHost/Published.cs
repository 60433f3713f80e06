namespace PhotoShare.EmbeddedHosting.TestHost;

/// <summary>Graphs that tests publish and deploy.</summary>
internal static class Published
{
    /// <summary>One of each kind, and values of every kind.</summary>
    public static void Everything(IDistributedApplicationBuilder builder)
    {
        builder.AddDockerComposeEnvironment("docker-compose").WithDashboard(false);
        var address = builder.AddParameter("public-url");
        var cache = builder.AddRedis("cache");
        var login = builder.AddKeycloak("login", 8080).WithImageTag("26.6");
        var postgres = builder.AddPostgres("postgres").WithImageTag("17.6").WithVolume("postgres-data", "/var/lib/postgresql/data");
        var migration = builder.AddContainer("something", "dummy/migration", "latest").WithEntrypoint("/bin/sh").WithArgs("-c", "hello $MSG").WaitFor(postgres);
        var api = builder.AddProject<Child>("some-api", "first").WithReference(login);
        builder.AddProject<Child>("job", launchProfileName: null).WithArgs("--once");
        builder.AddProject<Child>("web", "second")
            .WithReference(cache).WaitFor(cache)
            .WithReference(api)
            .WithEnvironment("ADDRESS", $"{address}/page of {api.GetEndpoint("http")}")
            .WithExternalHttpEndpoints()
            .DisableForwardedHeaders()
            .WaitForCompletion(migration);
        login.WithBindMount("Program.cs", "/opt/keycloak/data/import/realm.json", isReadOnly: true);
    }

    /// <summary>Nothing that has to be built: a one-shot, and a service that waits for it.</summary>
    public static void Small(IDistributedApplicationBuilder builder)
    {
        builder.AddDockerComposeEnvironment("small").WithDashboard(false);
        var address = builder.AddParameter("address");
        var port = builder.AddParameter("port", "80", publishValueAsDefault: true);
        var secret = builder.AddParameter("some-secret", new GenerateParameterDefault { MinLength = 43, Special = false }, secret: true, persist: true);
        var store = builder.AddContainer("store", "example/store", "3");
        var migration = builder.AddContainer("migration", "example/front", "2").WithArgs("migrate").WaitFor(store);
        builder.AddContainer("front", "example/front", "2")
            .WithEnvironment("ADDRESS", address)
            .WithEnvironment("SECRET", secret)
            .WithBindMount("Program.cs", "/settings", isReadOnly: true)
            .WaitForCompletion(migration)
            .PublishAsDockerComposeService((front, service) => service.Ports.Add($"127.0.0.1:{port.AsEnvironmentPlaceholder(front)}:8080"));
    }
}

namespace PhotoShare.AppHost.Deployment;

/// <summary>One PostgreSQL server, and in it for each service a database, a login that uses it, and one that owns it and migrates it (databases.sql).</summary>
internal sealed class Databases
{
    private readonly IDistributedApplicationBuilder builder;

    public Databases(IDistributedApplicationBuilder builder)
    {
        this.builder = builder;
        Server = builder.AddPostgres("postgres", password: Secrets.Add(builder, "postgres-password"))
            .WithImageTag("15")
            .WithVolume("postgres-data", "/var/lib/postgresql/data")
            .WithBindMount("Deployment/databases.sql", "/docker-entrypoint-initdb.d/databases.sql", isReadOnly: true)
            .Hardened("512M", [Networks.Data])
            // By the network, where it listens only when its first start is over.
            .Checked("pg_isready -q -h 127.0.0.1 -U postgres", startPeriod: "60s")
            .PublishAsDockerComposeService((_, service) =>
            {
                service.User = "postgres";
                service.Tmpfs.Add("/run:mode=1777");
                service.StopGracePeriod = "60s";
            });
    }

    public IResourceBuilder<PostgresServerResource> Server { get; }

    /// <summary>A login's password; the server's first start reads it, and the service that uses it.</summary>
    public IResourceBuilder<ParameterResource> Password(string parameter)
    {
        var password = Secrets.Add(builder, parameter);
        Server.WithEnvironment(parameter.ToUpperInvariant().Replace('-', '_'), password);
        return password;
    }

    /// <summary>Gives the service its database, which a one-shot of the same project has brought up to date before it starts.</summary>
    public void Give<TProject>(IResourceBuilder<ProjectResource> service) where TProject : IProjectMetadata, new()
    {
        var name = service.Resource.Name;
        var database = name.Replace('-', '_');
        // Npgsql would look for a library of Kerberos, which the images have not, and say so in words that are no JSON: hence GSS Encryption Mode.
        var migration = builder.AddProject<TProject>($"{name}-migration", launchProfileName: null)
            .WithArgs("migrate")
            .WithEnvironment("ASPNETCORE_ENVIRONMENT", "Production")
            .WithEnvironment("ConnectionStrings__database", $"Host=postgres;Database={database};Username={database}_owner;Password={Password($"{name}-db-owner-password")};GSS Encryption Mode=Disable")
            .Hardened("256M", [Networks.Data])
            .After(Server)
            .PublishAsDockerComposeService((_, oneShot) => oneShot.Restart = "no");
        // Six instances and Keycloak share the server's hundred connections.
        service
            .WithEnvironment("ConnectionStrings__database", $"Host=postgres;Database={database};Username={database};Password={Password($"{name}-db-password")};Maximum Pool Size=12;GSS Encryption Mode=Disable")
            .WaitForCompletion(migration);
    }
}

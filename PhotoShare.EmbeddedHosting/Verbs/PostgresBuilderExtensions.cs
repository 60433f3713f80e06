using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting;

/// <summary>A PostgreSQL server.</summary>
public static class PostgresBuilderExtensions
{
    /// <summary>A PostgreSQL server, in a deployment only.</summary>
    /// <param name="userName">Of the superuser; default <c>postgres</c>.</param>
    /// <param name="password">Of the superuser; default: made, as <c>{name}-password</c>.</param>
    /// <param name="port">Of the host, in development; of no use here.</param>
    public static IResourceBuilder<PostgresServerResource> AddPostgres(this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource>? userName = null, IResourceBuilder<ParameterResource>? password = null, int? port = null)
    {
        var resource = ContainerResourceBuilderExtensions.OnlyPublished(builder, new PostgresServerResource(name));
        password ??= builder.AddParameter($"{name}-password", new GenerateParameterDefault { MinLength = 22, Special = false }, secret: true, persist: true);
        resource.Endpoints.Add(new Endpoint("tcp", "tcp", "127.0.0.1", port, targetPort: 5432));
        resource.Environment.Add(environment =>
        {
            environment["POSTGRES_HOST_AUTH_METHOD"] = "scram-sha-256";
            environment["POSTGRES_INITDB_ARGS"] = "--auth-host=scram-sha-256 --auth-local=scram-sha-256";
            environment["POSTGRES_USER"] = userName is null ? "postgres" : userName.Resource;
            environment["POSTGRES_PASSWORD"] = password.Resource;
        });
        return DistributedApplicationBuilder.Of(builder).Add(resource);
    }
}

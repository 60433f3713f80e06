using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;
using Aspire.Hosting.Redis;

namespace Aspire.Hosting;

/// <summary>A cache that speaks Redis' protocol.</summary>
public static class RedisBuilderExtensions
{
    /// <summary>Garnet on loopback; or, where <c>ConnectionStrings:{name}</c> is configured, the server that it names. A deployment runs Redis.</summary>
    /// <param name="port">Default: any free port.</param>
    /// <param name="password">Default: made, and kept in user secrets as <c>{name}-password</c>.</param>
    public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? password = null)
    {
        var own = DistributedApplicationBuilder.Of(builder);
        var resource = new RedisResource(name);
        if (own.ExecutionContext.IsRunMode && own.Configuration[$"ConnectionStrings:{name}"] is { Length: > 0 } given)
        {
            resource.WriteReference = (connectionName, environment) => environment[$"ConnectionStrings__{connectionName}"] = given;
            return own.Add(resource);
        }

        password ??= builder.AddParameter($"{name}-password", new GenerateParameterDefault { MinLength = 22, Special = false }, secret: true, persist: true);
        var endpoint = new Endpoint("tcp", "tcp", "127.0.0.1", port, targetPort: 6379);
        resource.Endpoints.Add(endpoint);
        resource.WriteReference = (connectionName, environment) => WriteReference(new(resource, endpoint.Name), password.Resource, connectionName, environment);
        if (own.ExecutionContext.IsRunMode)
        {
            resource.Launcher = new GarnetLauncher(resource, password.Resource, own);
            resource.HealthChecks.Add(RedisPing.Of(endpoint, password.Resource));
        }
        else
        {
            // By a shell, which reads the password: a command line is open to everyone on the machine.
            resource.Entrypoint = "/bin/sh";
            resource.Environment.Add(environment => environment["REDIS_PASSWORD"] = password.Resource);
            resource.Arguments.AddRange(["-c", "redis-server --requirepass $REDIS_PASSWORD"]);
        }
        return own.Add(resource);
    }

    private static void WriteReference(EndpointReference endpoint, ParameterResource password, string connectionName, IDictionary<string, object> environment)
    {
        var (host, port) = (new EndpointPart(endpoint, IsPort: false), new EndpointPart(endpoint, IsPort: true));
        var prefix = VariableName.Of(connectionName);
        environment[$"ConnectionStrings__{connectionName}"] = ReferenceExpression.Create($"{host}:{port},password={password}");
        environment[$"{prefix}_HOST"] = host;
        environment[$"{prefix}_PORT"] = port;
        environment[$"{prefix}_PASSWORD"] = password;
        environment[$"{prefix}_URI"] = ReferenceExpression.Create($"redis://:{new UriPart(password)}@{host}:{port}");
    }
}

using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;
using Aspire.Hosting.Redis;

namespace Aspire.Hosting;

/// <summary>A cache that speaks Redis' protocol.</summary>
public static class RedisBuilderExtensions
{
    /// <summary>Garnet on loopback; or, where <c>ConnectionStrings:{name}</c> is configured, the server that it names.</summary>
    /// <param name="port">Default: any free port.</param>
    /// <param name="password">Default: made, and kept in user secrets as <c>{name}-password</c>.</param>
    public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? password = null)
    {
        var own = DistributedApplicationBuilder.Of(builder);
        var resource = new RedisResource(name);
        if (own.Configuration[$"ConnectionStrings:{name}"] is { Length: > 0 } given)
        {
            resource.WriteReference = (connectionName, environment, _) =>
            {
                environment[$"ConnectionStrings__{connectionName}"] = given;
                return ValueTask.CompletedTask;
            };
            return own.Add(resource);
        }

        password ??= builder.AddParameter($"{name}-password", new GenerateParameterDefault { MinLength = 22, Special = false }, secret: true, persist: true);
        var endpoint = new Endpoint("tcp", "tcp", "127.0.0.1", port);
        resource.Endpoints.Add(endpoint);
        resource.Launcher = new GarnetLauncher(resource, password.Resource, own);
        resource.HealthChecks.Add(RedisPing.Of(endpoint, password.Resource));
        resource.WriteReference = async (connectionName, environment, cancellationToken) =>
        {
            var secret = await password.Resource.GetValueAsync(cancellationToken);
            var prefix = VariableName.Of(connectionName);
            environment[$"ConnectionStrings__{connectionName}"] = $"{endpoint.Host}:{endpoint.Port},password={secret}";
            environment[$"{prefix}_HOST"] = endpoint.Host;
            environment[$"{prefix}_PORT"] = $"{endpoint.Port}";
            environment[$"{prefix}_PASSWORD"] = secret!;
            environment[$"{prefix}_URI"] = $"redis://:{Uri.EscapeDataString(secret!)}@{endpoint.Host}:{endpoint.Port}";
        };
        return own.Add(resource);
    }
}

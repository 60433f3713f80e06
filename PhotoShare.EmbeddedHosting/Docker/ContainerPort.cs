using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Docker;

/// <summary>The port that a project listens on in its container: <c>${NAME_PORT}</c>.</summary>
internal sealed record ContainerPort(Resource Resource) : IValueProvider
{
    /// <summary>Where the SDK's base images listen.</summary>
    public const string Default = "8080";

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<string?>(Default);
}

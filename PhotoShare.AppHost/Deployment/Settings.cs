namespace PhotoShare.AppHost.Deployment;

/// <summary>What an operator may say, and what holds where nothing is said.</summary>
internal static class Settings
{
    /// <param name="value">Unless configuration <c>Parameters:{name}</c> says otherwise. It is looked up here: to Aspire, a value in code wins over configuration.</param>
    public static IResourceBuilder<ParameterResource> AddSetting(this IDistributedApplicationBuilder builder, string name, string value) =>
        builder.AddParameter(name, builder.Configuration[$"Parameters:{name}"] ?? value, publishValueAsDefault: true);
}

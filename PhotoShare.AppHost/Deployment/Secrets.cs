namespace PhotoShare.AppHost.Deployment;

/// <summary>Secrets of a deployment: letters and digits, which every file and every address takes as they are.</summary>
internal static class Secrets
{
    public static IResourceBuilder<ParameterResource> Add(IDistributedApplicationBuilder builder, string name) =>
        builder.AddParameter(name, new GenerateParameterDefault { MinLength = 43, Special = false }, secret: true, persist: true);
}

using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting;

/// <summary>Values from outside.</summary>
public static class ParameterResourceBuilderExtensions
{
    /// <summary>A value that configuration <c>Parameters:{name}</c> must give.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false)
    {
        var own = DistributedApplicationBuilder.Of(builder);
        return own.Add(new ParameterResource(name, secret, () => ShiftedUrl.Apply(own.Configuration[$"Parameters:{name}"], own)));
    }

    /// <summary>A value that configuration <c>Parameters:{name}</c> may give; else this one.</summary>
    /// <param name="publishValueAsDefault">Without effect on what is published here: files of a deployment hold no values.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false)
    {
        var own = DistributedApplicationBuilder.Of(builder);
        return own.Add(new ParameterResource(name, secret, () => own.Configuration[$"Parameters:{name}"] ?? value) { Default = () => value });
    }

    /// <summary>A value that configuration <c>Parameters:{name}</c> may give; else it is made, once.</summary>
    /// <param name="persist">True: what was made is kept in the AppHost's user secrets, for the next run.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false)
    {
        var own = DistributedApplicationBuilder.Of(builder);
        var generated = new Lazy<string>(() => persist && own.UserSecretsFile is { } file
            ? new SecretsFile(file).GetOrAdd($"Parameters:{name}", value.GetDefaultValue)
            : value.GetDefaultValue());
        return own.Add(new ParameterResource(name, secret, () => own.Configuration[$"Parameters:{name}"] ?? generated.Value) { Default = value.GetDefaultValue });
    }
}

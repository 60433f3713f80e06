using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting.Redis;

/// <summary>Runs Garnet, the dotnet tool that the build restored. It keeps nothing: what it holds may be lost.</summary>
internal sealed class GarnetLauncher(RedisResource resource, ParameterResource password, DistributedApplicationBuilder builder) : ILauncher
{
    public IEnumerable<string> Problems()
    {
        if (builder.Build.Tool("garnet-server") is not { } assembly)
            yield return $"{resource.Name}: the build restored no garnet-server. Set ConnectionStrings:{resource.Name} to a Redis server, or build the AppHost again.";
        else if (!File.Exists(assembly))
            yield return $"{resource.Name}: {assembly} is gone. Run 'dotnet restore', or set ConnectionStrings:{resource.Name} to a Redis server.";
    }

    public async Task<Launch> PrepareAsync(LaunchContext context, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(builder.Settings.DataDirectory, resource.Name);
        Directory.CreateDirectory(folder);
        var endpoint = resource.Endpoints[0];
        // In a file that only its owner reads: a command line is open to everyone on the machine.
        var settings = new Dictionary<string, object>
        {
            ["Address"] = endpoint.Host,
            ["Port"] = endpoint.Port,
            ["AuthenticationMode"] = "Password",
            ["Password"] = (await password.GetValueAsync(cancellationToken))!,
            ["CheckpointDir"] = folder,
            ["EnableLua"] = true,
            ["MemorySize"] = "128m",
            ["IndexMemorySize"] = "8m",
        };
        var path = Path.Combine(folder, "garnet.conf");
        await using (var file = new FileStream(path, PrivateFile.Create()))
            await JsonSerializer.SerializeAsync(file, settings, cancellationToken: cancellationToken);
        return new Launch(BuildOutput.Dotnet, ["exec", builder.Build.Tool("garnet-server")!, "--config-import-path", path], folder, context.Environment);
    }
}

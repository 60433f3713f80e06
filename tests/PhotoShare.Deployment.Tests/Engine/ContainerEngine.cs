using System.ComponentModel;

namespace PhotoShare.Deployment.Tests.Engine;

/// <summary>The container engine of this machine, by the <c>docker</c> client.</summary>
public static class ContainerEngine
{
    private static readonly string[] Images = ["docker.io/library/caddy:2", "docker.io/library/redis:7", "docker.io/library/postgres:15", "quay.io/keycloak/keycloak:26.7"];

    /// <summary>Why nothing can be deployed here; null where it can. That a client is on the path proves nothing.</summary>
    public static async Task<string?> ProblemAsync()
    {
        try
        {
            if (!(await Command.TryAsync("docker", "info")).Succeeded) return "no container engine answers 'docker info'";
            if (!(await Command.TryAsync("docker", "compose", "version")).Succeeded && !(await Command.TryAsync("docker-compose", "--version")).Succeeded) return "there is no compose";
            foreach (var image in Images)
            {
                if (!(await Command.TryAsync("docker", "image", "inspect", image)).Succeeded && !(await Command.TryAsync("docker", "pull", "--quiet", image)).Succeeded)
                    return $"the image {image} is not here and can't be pulled";
            }
        }
        catch (Win32Exception e)
        {
            return $"a program is missing: {e.Message}";
        }
        try
        {
            await Command.TryAsync("certutil", "-H");
        }
        catch (Win32Exception)
        {
            return "certutil (libnss3-tools) is missing: the browser could not be told whom to trust";
        }
        return null;
    }

    /// <summary>The names of those that are here.</summary>
    public static async Task<IReadOnlyList<string>> ImagesAsync() => (await Command.RunAsync("docker", "image", "ls", "--format", "{{.Repository}}:{{.Tag}}")).Lines;

    public static async Task<string> InspectAsync(string container, string format) => (await Command.RunAsync("docker", "inspect", "--format", format, container)).Output.Trim();

    public static Task<Command> ExecAsync(string container, params IEnumerable<string> command) => Command.TryAsync("docker", ["exec", container, .. command]);

    /// <summary>Of a project, those that run or all: their ids.</summary>
    public static async Task<IReadOnlyList<string>> ContainersAsync(string project, string? service = null, bool all = false)
    {
        string[] ofService = service is null ? [] : ["--filter", $"label=com.docker.compose.service={service}"];
        string[] whatever = all ? ["--all"] : [];
        return (await Command.RunAsync("docker", ["ps", "--quiet", "--filter", $"label=com.docker.compose.project={project}", .. ofService, .. whatever])).Lines;
    }
}

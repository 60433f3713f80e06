using PhotoShare.EmbeddedHosting.Tests.Hosts;

namespace PhotoShare.EmbeddedHosting.Tests.Docker;

/// <summary>PhotoShare's own AppHost, published once for all tests of its class, with development's settings around it.</summary>
public class PublishedAppHost : IAsyncLifetime
{
    private TemporaryFolder? folder;
    private Dictionary<string, object> file = [];

    /// <summary>More of the command line.</summary>
    protected virtual string[] Options => [];

    /// <summary>Text of both files.</summary>
    public string Text { get; private set; } = "";

    /// <summary>What the AppHost said.</summary>
    public string Output { get; private set; } = "";

    public string Folder => folder!.Path;

    public Dictionary<string, object> Services => Map(file["services"]);

    public Dictionary<string, object> Networks => Map(file["networks"]);

    public Dictionary<string, object> Volumes => Map(file["volumes"]);

    /// <summary>The variables of <c>.env</c>, with their values.</summary>
    public Dictionary<string, string> Variables { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(TestPrograms.AppHost is null, "PhotoShare.AppHost was built for the aspire engine.");
        folder = new();
        var output = Path.Combine(folder.Path, "out");
        await using var host = HostProcess.StartIn(folder.Path, TestPrograms.AppHost, ["--operation", "publish", "--step", "publish", "--output-path", output, .. Options]);
        Assert.True(await host.EndsAsync() == 0, host.Output);
        Output = host.Output;
        var (yaml, env) = (File.ReadAllText(Path.Combine(output, "docker-compose.yaml")), File.ReadAllText(Path.Combine(output, ".env")));
        Text = yaml + env;
        file = ComposeReader.Read(yaml);
        Variables = env.Split('\n').Where(line => line.Contains('=', StringComparison.Ordinal)).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
    }

    /// <summary>A file of the deployment that is mounted as it is.</summary>
    public static string Mounted(string name)
    {
        using var file = new StreamReader(typeof(PublishedAppHost).Assembly.GetManifestResourceStream($"Deployment/{name}")!);
        return file.ReadToEnd();
    }

    public Dictionary<string, object> Service(string name) => Map(Services[name]);

    public IReadOnlyList<string> List(string service, string key) => Service(service).TryGetValue(key, out var list) ? [.. ((List<object>)list).Cast<string>()] : [];

    public IReadOnlyList<Dictionary<string, object>> Mounts(string service) => Service(service).TryGetValue("volumes", out var list) ? [.. ((List<object>)list).Select(Map)] : [];

    public Dictionary<string, string> Environment(string service) => Map(Service(service)["environment"]).ToDictionary(variable => variable.Key, variable => (string)variable.Value);

    public static Dictionary<string, object> Map(object node) => (Dictionary<string, object>)node;

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        folder?.Dispose();
        return ValueTask.CompletedTask;
    }
}

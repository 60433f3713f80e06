using System.Diagnostics;
using System.Security.Cryptography;
using PhotoShare.Deployment.Tests.Engine;
using PhotoShare.EndToEnd.Tests.Browsing;

namespace PhotoShare.Deployment.Tests.Systems;

/// <summary>PhotoShare, published, prepared and deployed once for all tests, on a private domain and ports of its own; and a browser that trusts its authority.</summary>
public sealed class DeployedSystem : IAsyncLifetime
{
    /// <summary>A folder that was deployed already, with COMPOSE_PROJECT_NAME: it is used, and left as it is. For work on these tests.</summary>
    private const string DeployedVariable = "PHOTOSHARE_TEST_DEPLOYED";

    private const string WebName = "photos.test", LoginName = "login.test";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    private readonly string? _given = Environment.GetEnvironmentVariable(DeployedVariable);
    private readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory("photoshare-deployed-");
    private IReadOnlyList<string> _imagesBefore = [];
    private HealthTimer? _timer;
    private Browsers? _browsers;
    private TrustedRoot? _root;

    /// <summary>Why there is none here; null where it runs.</summary>
    public string? SkipReason { get; private set; }

    public DeploymentOperator Operator { get; private set; } = null!;

    public string Project => Operator.Project;

    public Uri Web => new(Operator["WEB_URL"]);

    public Uri Login => new(Operator["LOGIN_URL"]);

    public int HttpPort => int.Parse(Operator["HTTP_PORT"], System.Globalization.CultureInfo.InvariantCulture);

    public string Temporary => _temporary.FullName;

    public async ValueTask InitializeAsync()
    {
        SkipReason = await ContainerEngine.ProblemAsync();
        if (SkipReason is not null) return;
        Operator = _given is null
            ? new(Path.Combine(Temporary, "deployed"), $"photoshare-test-{RandomNumberGenerator.GetHexString(8, lowercase: true)}")
            : new(_given, Environment.GetEnvironmentVariable("COMPOSE_PROJECT_NAME")!);
        _imagesBefore = await ContainerEngine.ImagesAsync();
        _timer = await HealthTimer.StartIfNeededAsync(Project);
        try
        {
            if (_given is null) await DeployAsync();
            await TrustAsync();
            foreach (var realm in (string[])["photoshare", "friendbook"])
            {
                foreach (var name in (string[])[Person.Ada, Person.Ben]) await AddPersonAsync(realm, name);
            }
        }
        catch
        {
            // Nobody else takes down what did not come up.
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until all containers are well, and every service has as many as it had at first.</summary>
    public async Task HealthyAsync()
    {
        var clock = Stopwatch.StartNew();
        IReadOnlyList<string> ill;
        do
        {
            if (clock.Elapsed > Patience) throw new TimeoutException("The deployment did not become healthy.");
            await Task.Delay(TimeSpan.FromSeconds(1));
            ill = [.. (await StatesAsync()).Where(state => !state.EndsWith("healthy", StringComparison.Ordinal) || state.EndsWith("unhealthy", StringComparison.Ordinal))];
        }
        while (ill.Count > 0);
    }

    /// <summary>Service, status and health of each container that shall run.</summary>
    public async Task<IReadOnlyList<string>> StatesAsync()
    {
        var states = new List<string>();
        foreach (var id in await ContainerEngine.ContainersAsync(Project, all: true))
        {
            var state = await Command.TryAsync("docker", "inspect", "--format", "{{index .Config.Labels \"com.docker.compose.service\"}} {{.State.Status}} {{if .State.Health}}{{.State.Health.Status}}{{end}}", id);
            if (state.Succeeded && !state.Output.Contains("-migration ", StringComparison.Ordinal)) states.Add(state.Output.Trim());
        }
        return states.Count > 0 ? states : ["nothing runs"];
    }

    /// <summary>The containers of a service that run.</summary>
    public Task<IReadOnlyList<string>> ContainersAsync(string service) => ContainerEngine.ContainersAsync(Project, service);

    public async Task<string> ContainerAsync(string service) => (await ContainersAsync(service))[0];

    /// <summary>A client that trusts the proxy's authority and nobody else, keeps no cookies, follows no redirect, and asks nothing twice.</summary>
    public HttpClient NewClient() => _root!.NewClient(WebName, LoginName);

    public Task<Person> NewPersonAsync() => _browsers!.NewPersonAsync(Web);

    /// <summary>Reads the proxy's root anew, and a browser that trusts it.</summary>
    public async Task TrustAsync()
    {
        if (_browsers is not null) await _browsers.DisposeAsync();
        _root = await TrustedRoot.OfAsync(await ContainerAsync("proxy"), Path.Combine(Temporary, $"home-{RandomNumberGenerator.GetHexString(8, lowercase: true)}"));
        _browsers = await NewBrowsersAsync();
    }

    /// <summary>One more browser that trusts the proxy's root.</summary>
    /// <param name="rules">Where it finds other hosts than the two of this deployment, as Chromium has them: <c>MAP A B</c>.</param>
    public async Task<Browsers> NewBrowsersAsync(params string[] rules)
    {
        var browsers = new Browsers { Home = _root!.Home, Arguments = [$"--host-resolver-rules={string.Join(',', [.. rules, $"MAP {WebName} 127.0.0.1", $"MAP {LoginName} 127.0.0.1", "MAP * ~NOTFOUND"])}"] };
        await browsers.InitializeAsync();
        return browsers;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browsers is not null) await _browsers.DisposeAsync();
        if (SkipReason is null && _given is null && File.Exists(Path.Combine(Operator.Folder, "docker-compose.yaml")))
        {
            var destroyed = await Operator.StepAsync("destroy", "--volumes", "delete them");
            if (!destroyed.Succeeded) Console.Error.WriteLine(destroyed.Errors);
            // An image that somebody else runs meanwhile is kept by the engine.
            foreach (var image in (await ContainerEngine.ImagesAsync()).Except(_imagesBefore).Where(Operator.HasMade)) await Command.TryAsync("docker", "image", "rm", image);
        }
        if (_timer is not null) await _timer.DisposeAsync();
        _timer = null;
        if (Directory.Exists(Temporary)) _temporary.Delete(recursive: true);
    }

    public Task<Command> DeployStepAsync() => Operator.StepAsync("deploy");

    private async Task DeployAsync()
    {
        var (https, http) = (TestPorts.One(), TestPorts.One());
        var clock = Stopwatch.StartNew();
        var deployed = await Operator.StepAsync("deploy",
            $"--Parameters:web-url=https://{WebName}:{https}", $"--Parameters:login-url=https://{LoginName}:{https}", $"--Parameters:https-port={https}", $"--Parameters:http-port={http}",
            "--Parameters:bind-address=127.0.0.1", "--Parameters:certificates=internal", "--Parameters:demo-albums=true");
        if (!deployed.Succeeded) throw new InvalidOperationException($"The deployment failed.\n{deployed.Output}\n{deployed.Errors}");
        Console.WriteLine($"From publish to healthy: {clock.Elapsed.TotalSeconds:0} s");
    }

    // With the first password of their own, which the realm has them change.
    private async Task AddPersonAsync(string realm, string name)
    {
        try { await Operator.ScriptAsync("add-person.sh", [realm, name, $"{name}@example.test", name, "Test"], $"{FirstSignIn.FirstPassword(name)}\n"); }
        catch (InvalidOperationException e) when (_given is not null && e.Message.Contains("same username", StringComparison.Ordinal)) { }
    }
}

[CollectionDefinition(nameof(DeployedSystem))]
public sealed class OnTheDeployedSystem : ICollectionFixture<DeployedSystem>;

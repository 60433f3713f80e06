using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;

namespace PhotoShare.EndToEnd.Tests.Running;

/// <summary>The whole of PhotoShare, started by its AppHost as a person starts it, on ports and in a data folder of its own.</summary>
public sealed class RunningPhotoShare : IAsyncDisposable
{
    // What AppHost.cs and the launch profiles fix; the offset moves all of them.
    private const int WebPort = 5010, FriendbookApiPort = 5020, InstapicApiPort = 5030, LoginPort = 8080, ManagementPort = 9000, DancePort = 5040;
    private static readonly int[] Ports = [WebPort, DancePort, FriendbookApiPort, InstapicApiPort, LoginPort, ManagementPort, 18888, 18889, 18890, 18891];

    private const string AdminPasswordVariable = "Parameters__keycloak-password";

    private readonly Process _process;
    private readonly Transcript _transcript;
    private readonly DirectoryInfo _data;

    private RunningPhotoShare(Process process, Transcript transcript, DirectoryInfo data, int offset)
    {
        (_process, _transcript, _data) = (process, transcript, data);
        AdminPassword = process.StartInfo.Environment[AdminPasswordVariable]!;
        Web = new Uri($"http://localhost:{WebPort + offset}");
        AuthorizationServer = new Uri($"http://127.0.0.1:{LoginPort + offset}");
        FriendbookApi = new Uri($"http://127.0.0.1:{FriendbookApiPort + offset}");
        Dance = new Uri($"http://127.0.0.1:{DancePort + offset}");
    }

    public Uri Web { get; }

    public Uri AuthorizationServer { get; }

    public Uri FriendbookApi { get; }

    /// <summary>Where dances are watched.</summary>
    public Uri Dance { get; }

    /// <summary>The password of Keycloak's administrator <c>admin</c>, where Keycloak runs. Made for this run.</summary>
    public string AdminPassword { get; }

    /// <summary>The folder that holds databases, photos, keys and logs of this run.</summary>
    public DirectoryInfo Data => _data;

    /// <summary>All that the AppHost has printed until now.</summary>
    public string Output => _transcript.ToString();

    /// <summary>Ends the authorization server without asking it, whichever it is.</summary>
    public void KillAuthorizationServer() => ProcessOnPort.Kill(AuthorizationServer.Port);

    /// <summary>Waits until the AppHost has said so.</summary>
    public Task Said(string part) => _transcript.WaitForAsync(part, _process, TimeSpan.FromSeconds(30));

    /// <summary>Waits until the AppHost has said so, or the one thing that it says in its place.</summary>
    public Task Said(string part, TimeSpan atMost, string orInstead) =>
        Task.WhenAny(_transcript.WaitForAsync(part, _process, atMost), _transcript.WaitForAsync(orInstead, _process, atMost)).Unwrap();

    /// <param name="keycloakHome">A Keycloak distribution, or null for the embedded server.</param>
    /// <param name="environment">Further variables, such as a folder of changed realm files.</param>
    public static async Task<RunningPhotoShare> StartAsync(string? keycloakHome, params IEnumerable<KeyValuePair<string, string>> environment)
    {
        var offset = TestPorts.Offset(Ports);
        var data = Directory.CreateTempSubdirectory("photoshare-e2e-");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["exec", AppHost(), "--port-offset", $"{offset}"]) start.ArgumentList.Add(argument);
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment["Parameters__data-directory"] = data.FullName;
        start.Environment["Parameters__web-url"] = $"http://localhost:{WebPort + offset}";
        start.Environment["Parameters__login-url"] = $"http://127.0.0.1:{LoginPort + offset}";
        start.Environment[AdminPasswordVariable] = RandomNumberGenerator.GetHexString(32);
        start.Environment["dashboard"] = "false";
        start.Environment.Remove("KEYCLOAK_HOME");
        if (keycloakHome is not null) start.Environment["KEYCLOAK_HOME"] = keycloakHome;
        foreach (var (name, value) in environment) start.Environment[name] = value;

        var process = Process.Start(start) ?? throw new InvalidOperationException("The AppHost did not start.");
        var transcript = new Transcript();
        process.OutputDataReceived += (_, e) => transcript.Add(e.Data);
        process.ErrorDataReceived += (_, e) => transcript.Add(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        var running = new RunningPhotoShare(process, transcript, data, offset);
        try
        {
            // Keycloak may take a minute on a busy machine, two on a very busy one.
            await transcript.WaitForAsync("Ready in", process, TimeSpan.FromMinutes(4));
            return running;
        }
        catch
        {
            await running.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var signal = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            try { await _process.WaitForExitAsync(bound.Token); }
            catch (OperationCanceledException) { _process.Kill(entireProcessTree: true); }
        }

        _process.Dispose();
        _data.Delete(recursive: true);
    }

    private static string AppHost() => typeof(RunningPhotoShare).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "AppHost").Value!;
}

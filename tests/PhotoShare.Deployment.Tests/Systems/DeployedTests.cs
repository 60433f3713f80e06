using System.Text.RegularExpressions;
using PhotoShare.Deployment.Tests.Engine;
using PhotoShare.EndToEnd.Tests.Browsing;

namespace PhotoShare.Deployment.Tests.Systems;

/// <summary>Tests of the one deployment: each is skipped, with the reason, where there is none.</summary>
public abstract partial class DeployedTests(DeployedSystem system) : IAsyncLifetime
{
    private readonly List<Person> _people = [];

    protected DeployedSystem Deployed => system;

    public ValueTask InitializeAsync()
    {
        if (system.SkipReason is { } reason) Assert.Skip(reason);
        return ValueTask.CompletedTask;
    }

    protected async Task<Person> NewPersonAsync()
    {
        var person = await system.NewPersonAsync();
        // Generous, for Keycloak's first answers after a start.
        person.Browser.SetDefaultTimeout(60_000);
        _people.Add(person);
        return person;
    }

    /// <summary>Somebody who is signed in, has Friendbook connected, and has albums there.</summary>
    protected async Task<Person> NewConnectedPersonAsync(string username)
    {
        var person = await NewPersonAsync();
        await person.SignInDeployedAsync(username);
        await person.ConnectFriendbookAsync(username);
        await person.OpenFirstPhotoAsync("friendbook");
        return person;
    }

    protected static void Tell(string line)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        Console.WriteLine(line);
    }

    public async ValueTask DisposeAsync()
    {
        if (TestContext.Current.TestState?.Result == TestResult.Failed) await TellComplaintsAsync();
        foreach (var person in _people) await person.LeaveAsync();
        GC.SuppressFinalize(this);
    }

    // What the containers said against it in the last minutes: a failure is seldom told by a page.
    private async Task TellComplaintsAsync()
    {
        foreach (var id in await ContainerEngine.ContainersAsync(system.Project, all: true))
        {
            var service = await ContainerEngine.InspectAsync(id, "{{index .Config.Labels \"com.docker.compose.service\"}}");
            var log = await Command.TryAsync("docker", "logs", "--since", "3m", id);
            foreach (var line in $"{log.Output}\n{log.Errors}".Split('\n').Where(line => Complaint().IsMatch(line)).TakeLast(8))
                Tell($"{service}: {(line.Length > 400 ? line[..400] : line)}");
        }
    }

    [GeneratedRegex("WARN|ERROR|FATAL|Caused by|\"LogLevel\":\"(Warning|Error|Critical)\"|\"level\":\"(warn|error)\"")]
    private static partial Regex Complaint();
}

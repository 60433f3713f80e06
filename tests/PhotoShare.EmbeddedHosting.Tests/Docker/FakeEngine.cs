using PhotoShare.EmbeddedHosting.Tests.Hosts;

namespace PhotoShare.EmbeddedHosting.Tests.Docker;

/// <summary>
/// <c>docker</c> and <c>docker-compose</c> on a <c>PATH</c> of its own: they note what they are asked, and answer as the files beside them say.
/// A container is a line of <c>containers</c>: service, name, state, health, exit code, restarts (<c>rising</c>: more each time).
/// </summary>
internal sealed class FakeEngine : IDisposable
{
    private const string Docker = """
        #!/bin/sh
        here=$(dirname "$0")
        echo "docker $*" >> "$here/calls"
        case "$1 $2" in
          "info --format") if [ -e "$here/no-engine" ]; then echo "Cannot connect to the daemon" >&2; exit 1; fi ;;
          "compose version") [ -e "$here/plugin" ]; exit ;;
          "compose "*) shift; exec "$here/docker-compose" "$@" ;;
          "image inspect") if grep -qxF "$5" "$here/missing-images"; then exit 1; fi ;;
          "pull --quiet") echo "manifest unknown" >&2; exit 1 ;;
          "volume ls") cat "$here/volumes" ;;
          "ps --all") cut -f2 "$here/containers" ;;
          "inspect --type") sed "s/rising/$(wc -l < "$here/calls")/" "$here/containers" ;;
          "logs --tail") echo "last words of $4, and $(cat "$here/logged")" ;;
        esac
        exit 0
        """;

    private const string Compose = """
        #!/bin/sh
        here=$(dirname "$0")
        if [ "$*" = --version ]; then
          if [ -e "$here/no-compose" ]; then exit 1; fi
          echo "docker-compose version 1.29.2, build unknown"; exit 0
        fi
        echo "compose $*" >> "$here/calls"
        echo "ADDRESS is ${ADDRESS-unset}" >> "$here/environment"
        case "$*" in
          *" up "*" --no-deps "*) cp "$here/needs" "$here/containers" ;;
          *" run "*) if [ -e "$here/migration-fails" ]; then echo "no such table, $(cat "$here/logged")"; exit 3; fi ;;
          */.deployed/*" up "*) cp "$here/old" "$here/containers" ;;
          *" up "*) if [ -e "$here/up-fails" ]; then echo "port is already allocated" >&2; exit 1; fi; cp "$here/all" "$here/containers" ;;
        esac
        exit 0
        """;

    private const string Store = "store\tx_store_1\trunning\t\t0\t0\n";

    private readonly TemporaryFolder folder = new();

    public FakeEngine()
    {
        foreach (var (name, text) in new[] { ("docker", Docker), ("docker-compose", Compose) })
        {
            Write(name, text.ReplaceLineEndings("\n"));
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(At(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        foreach (var empty in new[] { "missing-images", "volumes", "containers", "logged", "calls", "environment" })
            Write(empty, "");
        Write("needs", Store);
        Front("healthy\t0\t0");
        Write("old", "");
    }

    public string Output => At("out");

    public string Values => Path.Combine(Output, ".env.Production");

    /// <summary>What was asked of compose, one line each.</summary>
    public IReadOnlyList<string> ComposeCalls => [.. Calls.Where(call => call.StartsWith("compose ", StringComparison.Ordinal))];

    public IReadOnlyList<string> Calls => File.ReadAllLines(At("calls"));

    public string Read(string name) => File.ReadAllText(At(name));

    public void Write(string name, string text) => File.WriteAllText(At(name), text);

    /// <summary>After <c>up</c> all is well, and the service in front is running, with this health, exit code and number of restarts.</summary>
    public void Front(string state) => Write("all", $"{Store}migration\tx_migration_1\texited\t\t0\t0\nfront\tx_front_1\trunning\t{state}\n");

    /// <summary>Runs a step on the small graph to its end.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(string step, params string[] options)
    {
        var variables = new Dictionary<string, string> { ["PATH"] = $"{folder.Path}:/usr/bin:/bin", ["ADDRESS"] = "of the shell", ["DOCKER_HOST"] = "", ["COMPOSE_PROJECT_NAME"] = "" };
        await using var host = HostProcess.StartIn(At("home"), TestPrograms.TestHost, ["deployed", "--operation", "publish", "--step", step, "--output-path", Output, .. options], variables);
        return (await host.EndsAsync(), host.Output);
    }

    public void Dispose() => folder.Dispose();

    private string At(string name) => Path.Combine(folder.Path, name);
}

using System.Net;
using System.Net.Sockets;

namespace PhotoShare.EmbeddedHosting.Tests.Docker;

/// <summary>What is asked of engine and compose, in which order, and what is said when one of them refuses.</summary>
public sealed class DeployTests
{
    private const string Address = "--Parameters:address=https://photos.example";

    [Fact]
    public async Task Migrations_run_beside_what_runs_and_then_all_is_started()
    {
        using var engine = Engine();
        var (exitCode, output) = await DeployAsync(engine);

        Assert.True(exitCode == 0, output);
        Assert.Contains("All services are healthy. Compose calls them aspire-small-", output, StringComparison.Ordinal);
        Assert.Collection(
            engine.ComposeCalls,
            call => Assert.EndsWith(" up --detach --no-deps store", call, StringComparison.Ordinal),
            call => Assert.EndsWith(" run --rm --no-deps -T migration", call, StringComparison.Ordinal),
            call => Assert.EndsWith(" up --detach --remove-orphans", call, StringComparison.Ordinal));
        Assert.All(engine.ComposeCalls, call => Assert.Contains($"compose --compatibility -f {engine.Output}/docker-compose.yaml --env-file {engine.Values} --project-name aspire-small-", call, StringComparison.Ordinal));
        // What runs now stays as it is while the next migrations run.
        Assert.Equal(0, (await DeployAsync(engine)).ExitCode);
        Assert.EndsWith(" up --detach --no-recreate --no-deps store", engine.ComposeCalls.ElementAt(3), StringComparison.Ordinal);
        // The file's values hold, whatever the shell has.
        Assert.Equal(["ADDRESS is unset"], engine.Read("environment").Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct());
    }

    [Fact]
    public async Task Compose_plugin_is_taken_before_the_older_program()
    {
        using var engine = Engine();
        engine.Write("plugin", "");
        Assert.Equal(0, (await DeployAsync(engine)).ExitCode);

        Assert.All(engine.ComposeCalls, call => Assert.StartsWith("compose -f ", call, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Engine_that_does_not_answer_is_said_before_anything_is_changed()
    {
        using var engine = Engine();
        engine.Write("no-engine", "");
        await RefusedAsync(engine, "No container engine answers 'docker info' (Cannot connect to the daemon). Start Docker, or let DOCKER_HOST name an engine.");
    }

    [Fact]
    public async Task Missing_compose_is_said_before_anything_is_changed()
    {
        using var engine = Engine();
        engine.Write("no-compose", "");
        await RefusedAsync(engine, "There is no compose: neither 'docker compose version' nor 'docker-compose --version' answers.");
    }

    [Fact]
    public async Task Missing_image_is_named_with_its_service()
    {
        using var engine = Engine();
        engine.Write("missing-images", "example/store:3\n");
        await RefusedAsync(engine, "store: the image example/store:3 is not here and can't be pulled (manifest unknown).");
    }

    [Fact]
    public async Task Port_in_use_is_named_with_who_wants_it()
    {
        using var engine = Engine();
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;
        await RefusedAsync(engine, $"front wants port {port}, which is in use", $"--Parameters:port={port}");

        // Its own earlier deployment may have it.
        engine.Write("containers", engine.Read("all"));
        Assert.Equal(0, (await DeployAsync(engine, $"--Parameters:port={port}")).ExitCode);
    }

    [Fact]
    public async Task Another_deployment_at_work_is_waited_for_by_the_person()
    {
        using var engine = Engine();
        Directory.CreateDirectory(engine.Output);
        using var held = new FileStream(Path.Combine(engine.Output, ".lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        await RefusedAsync(engine, $"Another deployment is at work in {engine.Output}. Wait for its end.");
    }

    [Fact]
    public async Task Failed_migration_leaves_what_runs_alone()
    {
        using var engine = Engine();
        Assert.Equal(0, (await DeployAsync(engine)).ExitCode);
        engine.Write("migration-fails", "");
        engine.Write("logged", Secret(engine));
        var before = engine.ComposeCalls.Count;
        var (exitCode, output) = await DeployAsync(engine);

        Assert.Equal(1, exitCode);
        Assert.Contains("migration failed, and nothing was changed beyond it:\n  | no such table, (secret)", output, StringComparison.Ordinal);
        Assert.DoesNotContain(engine.ComposeCalls.Skip(before), call => call.Contains("--remove-orphans", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deployment_that_does_not_become_healthy_goes_back_to_the_one_before()
    {
        using var engine = Engine();
        Assert.Equal(0, (await DeployAsync(engine)).ExitCode);
        engine.Write("logged", Secret(engine));
        engine.Front("unhealthy\t0\t0");
        var (exitCode, output) = await DeployAsync(engine, "--start-timeout=1");

        Assert.Equal(1, exitCode);
        Assert.Contains("Not healthy: front.\nx_front_1 is unhealthy. Its last lines:\n  | last words of x_front_1, and (secret)", output, StringComparison.Ordinal);
        Assert.Contains("The deployment failed, for the reason above. The one before it is started again.", output, StringComparison.Ordinal);
        Assert.Contains($"-f {engine.Output}/.deployed/docker-compose.yaml --env-file {engine.Output}/.deployed/.env.Production", engine.ComposeCalls[^1], StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(Path.Combine(engine.Output, ".deployed", ".env.Production")).UnixFileMode);
    }

    [Fact]
    public async Task Service_that_ends_again_and_again_is_not_waited_for()
    {
        using var engine = Engine();
        engine.Front("starting\t1\trising");

        // The time that it may take is five minutes and more: longer than this test waits.
        var (exitCode, output) = await DeployAsync(engine);

        Assert.Equal(1, exitCode);
        Assert.Matches("Not healthy: front.\nx_front_1 is starting, and was started again [0-9]+ times. Its last lines:", output);
    }

    [Fact]
    public async Task First_deployment_that_fails_says_why_and_has_nothing_to_go_back_to()
    {
        using var engine = Engine();
        engine.Write("up-fails", "");
        var (exitCode, output) = await DeployAsync(engine);

        Assert.Equal(1, exitCode);
        Assert.Contains("compose could not start all services:\n  | port is already allocated", output, StringComparison.Ordinal);
        Assert.DoesNotContain(engine.ComposeCalls, call => call.Contains(".deployed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_destroyed_is_not_gone_back_to()
    {
        using var engine = Engine();
        Assert.Equal(0, (await DeployAsync(engine)).ExitCode);
        Assert.Equal(0, (await engine.RunAsync("destroy")).ExitCode);
        engine.Write("up-fails", "");
        var (exitCode, output) = await DeployAsync(engine);

        Assert.Equal(1, exitCode);
        Assert.Contains("port is already allocated", output, StringComparison.Ordinal);
        Assert.DoesNotContain(engine.ComposeCalls, call => call.Contains(".deployed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Destroy_keeps_the_volumes_unless_told_otherwise_in_so_many_words()
    {
        using var engine = Engine();
        var (early, sentence) = await engine.RunAsync("destroy");
        Assert.Equal(1, early);
        Assert.Contains($"Nothing was deployed from {engine.Output}: it has no docker-compose.yaml with a .env.Production.", sentence, StringComparison.Ordinal);

        Assert.Equal(0, (await DeployAsync(engine)).ExitCode);
        var (exitCode, output) = await engine.RunAsync("destroy");

        Assert.True(exitCode == 0, output);
        Assert.EndsWith(" down --remove-orphans", engine.ComposeCalls[^1], StringComparison.Ordinal);
        Assert.Contains("Its volumes stay; --step destroy --volumes \"delete them\" deletes them.", output, StringComparison.Ordinal);

        Assert.Equal(0, (await engine.RunAsync("destroy", "--volumes", "delete them")).ExitCode);
        Assert.EndsWith(" down --remove-orphans --volumes", engine.ComposeCalls[^1], StringComparison.Ordinal);
    }

    private static FakeEngine Engine()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-ins for docker and compose are shell scripts.");
        return new();
    }

    /// <summary>On a port that nobody has, unless the file has one already.</summary>
    private static Task<(int ExitCode, string Output)> DeployAsync(FakeEngine engine, params string[] options)
    {
        string[] port = File.Exists(engine.Values) || options.Any(option => option.StartsWith("--Parameters:port", StringComparison.Ordinal)) ? [] : [$"--Parameters:port={TestPorts.One()}"];
        return engine.RunAsync("deploy", [Address, .. port, .. options]);
    }

    private static async Task RefusedAsync(FakeEngine engine, string sentence, params string[] options)
    {
        var (exitCode, output) = await DeployAsync(engine, options);
        Assert.Equal(1, exitCode);
        Assert.Contains(sentence, output, StringComparison.Ordinal);
        Assert.Empty(engine.ComposeCalls);
        Assert.False(File.Exists(engine.Values));
    }

    private static string Secret(FakeEngine engine) => File.ReadAllLines(engine.Values).Single(line => line.StartsWith("SOME_SECRET=", StringComparison.Ordinal))["SOME_SECRET=".Length..];
}

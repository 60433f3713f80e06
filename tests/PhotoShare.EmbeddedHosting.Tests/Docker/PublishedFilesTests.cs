using System.Reflection;
using PhotoShare.EmbeddedHosting.Tests.Hosts;

namespace PhotoShare.EmbeddedHosting.Tests.Docker;

/// <summary>
/// What is published of a graph with one of each kind. The expected files are composed of what Aspire 13 writes: its own test snapshots of Aspire.Hosting.Docker,
/// and what AddRedis, AddKeycloak and AddPostgres say there in publish mode. They are never taken from this engine's output.
/// </summary>
public sealed class PublishedFilesTests
{
    [Fact]
    public async Task Compose_file_and_its_variables_are_what_Aspire_writes()
    {
        using var folder = new TemporaryFolder();
        await PublishAsync(folder);

        Assert.Equal(Expected("everything.yaml"), Read(folder, "docker-compose.yaml"));
        Assert.Equal(Expected("everything.env"), Read(folder, ".env"));
    }

    [Fact]
    public async Task Publishing_again_changes_nothing_and_keeps_what_a_person_wrote()
    {
        using var folder = new TemporaryFolder();
        await PublishAsync(folder);
        var first = Read(folder, "docker-compose.yaml");
        var edited = Read(folder, ".env").Replace("PUBLIC_URL=", "PUBLIC_URL=https://photos.example", StringComparison.Ordinal) + "# Ours\nZ_OURS='a b'\n\n";
        File.WriteAllText(Output(folder, ".env"), edited);

        await PublishAsync(folder);

        Assert.Equal(first, Read(folder, "docker-compose.yaml"));
        Assert.Equal(edited, Read(folder, ".env"));
    }

    [Fact]
    public async Task Publishing_needs_no_values_and_touches_nothing_but_its_folder()
    {
        using var folder = new TemporaryFolder();
        var output = await PublishAsync(folder);

        Assert.DoesNotContain("no value", output, StringComparison.Ordinal);
        Assert.Equal([".env", "docker-compose.yaml"], Directory.GetFiles(Output(folder)).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        // No data directory, no user secrets.
        Assert.Equal(["out"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("--operation publish --step push", "--step push: expected publish, prepare, deploy, destroy.")]
    [InlineData("--operation inspect", "--operation inspect: expected run or publish.")]
    [InlineData("--operation run --step deploy", "--step: only with --operation publish.")]
    [InlineData("--operation publish --step publish --volumes x", "--volumes x: only --step destroy takes it")]
    [InlineData("--operation publish --step destroy --volumes yes", "only as --volumes \"delete them\".")]
    public async Task Wrong_words_on_the_command_line_are_refused(string words, string sentence)
    {
        await using var host = HostProcess.Start("published", words.Split(' '));

        Assert.Equal(2, await host.EndsAsync());
        Assert.Contains(sentence, host.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(host.Data));
    }

    [Theory]
    [InlineData("single", "AppHost.cs describes 0 deployments: the embedded engine publishes exactly one (AddDockerComposeEnvironment).")]
    [InlineData("dashboard", "small: the embedded engine publishes no dashboard. Say so: WithDashboard(false).")]
    public async Task Graph_that_can_not_be_published_is_refused(string graph, string sentence)
    {
        await using var host = HostProcess.Start(graph, "--operation=publish");

        Assert.Equal(2, await host.EndsAsync());
        Assert.Contains(sentence, host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_a_deployment_has_is_refused_in_a_run()
    {
        await using var host = HostProcess.Start("container");

        Assert.Equal(2, await host.EndsAsync());
        Assert.Contains("job: the embedded engine runs no containers, and only publishes them. Add it in publish mode alone.", host.Output, StringComparison.Ordinal);
        Assert.Contains("first waits for the end of job: the embedded engine does so only in what it publishes.", host.Output, StringComparison.Ordinal);
    }

    private static async Task<string> PublishAsync(TemporaryFolder folder)
    {
        await using var host = HostProcess.StartIn(folder.Path, TestPrograms.TestHost, ["published", "--operation", "publish", "--step", "publish", "--output-path", Output(folder)]);
        Assert.True(await host.EndsAsync() == 0, host.Output);
        return host.Output;
    }

    private static string Output(TemporaryFolder folder, string file = "") => Path.Combine(folder.Path, "out", file);

    private static string Read(TemporaryFolder folder, string file) => File.ReadAllText(Output(folder, file));

    private static string Expected(string name)
    {
        using var file = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return file.ReadToEnd();
    }
}

using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Dashboard.Contract;
using Grpc.Core;
using PhotoShare.EmbeddedHosting.Tests.Hosts;

namespace PhotoShare.EmbeddedHosting.Tests.Dashboard;

/// <summary>What the dashboard is told, by the protocol it asks in.</summary>
public sealed class ResourceServiceTests
{
    [Fact]
    public async Task Every_resource_is_told_with_all_that_the_dashboard_needs_to_show_it()
    {
        await using var host = HostProcess.StartServed("wired", "--Parameters:address=https://photos.example");
        await using var client = await ResourceClient.ConnectAsync(host);
        await host.SaysAsync("Ready in ");

        var second = await client.RunsAsync("second");
        Assert.Equal("Project", second.ResourceType);
        Assert.NotNull(second.CreatedAt);
        Assert.NotNull(second.StartedAt);
        Assert.Null(second.StoppedAt);
        var url = Assert.Single(second.Urls);
        Assert.Equal($"http://127.0.0.1:{host.PortOffset + 2}", url.FullUrl);
        Assert.NotNull(url.DisplayProperties);
        Assert.Equal(["address Reference", "first Reference"], second.Relationships.Select(relation => $"{relation.ResourceName} {relation.Type}").Order(StringComparer.Ordinal));
        Assert.Equal($"GET http://127.0.0.1:{host.PortOffset + 2}/health", Assert.Single(second.HealthReports).Key);
        Assert.Equal($"{host.Journal.Process("second")}", Property(second, "executable.pid"));
        Assert.EndsWith("TestChild.csproj", Property(second, "project.path"), StringComparison.Ordinal);
        Assert.Equal("https://photos.example", second.Environment.Single(variable => variable.Name == "ADDRESS").Value);
        Assert.Equal("https://photos.example", Property(await client.GetAsync("address", _ => true), "Value"));
        var information = await client.Service.GetApplicationInformationAsync(new(), ResourceClient.Keyed);
        Assert.Equal("PhotoShare.EmbeddedHosting.TestHost", information.ApplicationName);
    }

    [Fact]
    public async Task Display_text_and_waits_are_told_and_changes_come_as_they_happen()
    {
        await using var host = HostProcess.StartServed("ordered");
        await using var client = await ResourceClient.ConnectAsync(host);

        var second = await client.GetAsync("second", resource => resource.State == "Waiting");
        Assert.Equal("first WaitFor", $"{second.Relationships[0].ResourceName} {second.Relationships[0].Type}");
        var first = await client.GetAsync("first", resource => resource.HealthReports[0] is { HasStatus: true, Status: HealthStatus.Unhealthy, Description: "answers 503" });
        Assert.Equal("Running", first.State);

        host.Journal.Write("first", "healthy");
        await client.RunsAsync("first");
        await client.RunsAsync("second");
    }

    [Fact]
    public async Task Health_is_asked_again_while_somebody_watches()
    {
        await using var host = HostProcess.StartServed("unhealthy");
        host.Journal.Write("first", "healthy");
        await using var client = await ResourceClient.ConnectAsync(host);
        await client.RunsAsync("first");

        File.Delete(Path.Combine(host.Folder, "first.healthy"));

        var ill = await client.GetAsync("first", resource => resource.HealthReports[0] is { Status: HealthStatus.Unhealthy, Description: "answers 503" });
        Assert.Equal("Running", ill.State);
    }

    [Fact]
    public async Task What_ends_by_itself_is_told_with_its_exit_code_and_can_be_started_again()
    {
        await using var host = HostProcess.StartServed("pair");
        await using var client = await ResourceClient.ConnectAsync(host);
        await host.SaysAsync("Ready in ");

        host.Journal.Write("first", "die");

        var first = await client.GetAsync("first", resource => resource.State == "Exited");
        Assert.Equal(3, first.Properties.Single(property => property.Name == "resource.exitCode").Value.NumberValue);
        Assert.NotNull(first.StoppedAt);
        Assert.True(Assert.Single(first.Urls).IsInactive);
        Assert.Equal(ResourceCommandState.Enabled, first.Commands.Single(command => command.Name == "resource-start").State);
        Assert.Equal(ResourceCommandState.Hidden, first.Commands.Single(command => command.Name == "resource-stop").State);

        File.Delete(Path.Combine(host.Folder, "first.die"));
        Assert.Equal(ResourceCommandResponseKind.Succeeded, (await client.CommandAsync("first", "resource-start")).Kind);
        await client.RunsAsync("first");
        // It did fail: what was mended by hand is not forgotten.
        Assert.Equal(1, await host.StopAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("another-key")]
    [InlineData(ResourceClient.Key + "x")]
    public async Task Who_does_not_know_the_key_of_this_run_is_told_nothing(string? key)
    {
        await using var host = HostProcess.StartServed("single");
        await using var client = await ResourceClient.ConnectAsync(host);
        var headers = new Metadata();
        if (key is not null)
            headers.Add(ApiKeyInterceptor.Header, key);

        await RefusedAsync(async () => await client.Service.GetApplicationInformationAsync(new(), headers));
        await RefusedAsync(async () => await client.Service.ExecuteResourceCommandAsync(new(), headers));
        await RefusedAsync(async () => await client.Service.WatchResources(new(), headers).ResponseStream.MoveNext());
        await RefusedAsync(async () => await client.Service.WatchResourceConsoleLogs(new(), headers).ResponseStream.MoveNext());
        await RefusedAsync(async () => await client.Service.WatchInteractions(headers).ResponseStream.MoveNext());
    }

    [Fact]
    public async Task Nothing_is_served_where_the_dashboard_is_switched_off()
    {
        await using var host = HostProcess.StartServed("single", "--dashboard=false");
        await host.SaysAsync("Ready in ");

        using var tcp = new System.Net.Sockets.TcpClient();
        await Assert.ThrowsAnyAsync<System.Net.Sockets.SocketException>(() => tcp.ConnectAsync("127.0.0.1", host.PortOffset + 18891));
        Assert.DoesNotContain("Dashboard:", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_that_the_dashboard_wants_is_refused_with_who_wants_it_and_how_to_do_without()
    {
        await using var first = HostProcess.StartServed("single");
        await first.SaysAsync("Ready in ");
        await using var second = HostProcess.StartIn(null, TestPrograms.TestHost, ["pair", "--dashboard=elsewhere"], portOffset: first.PortOffset);

        Assert.Equal(2, await second.EndsAsync());
        Assert.Contains($"The dashboard's resource service wants port {first.PortOffset + 18891}, which is in use", second.Output, StringComparison.Ordinal);
        Assert.Contains("or without the dashboard: --dashboard false", second.Output, StringComparison.Ordinal);
    }

    private static string Property(Resource resource, string name) => resource.Properties.Single(property => property.Name == name).Value.StringValue;

    private static async Task RefusedAsync(Func<Task> ask) => Assert.Equal(StatusCode.Unauthenticated, (await Assert.ThrowsAsync<RpcException>(ask)).StatusCode);
}

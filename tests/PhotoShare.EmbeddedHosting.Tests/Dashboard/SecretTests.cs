using Grpc.Core;
using PhotoShare.EmbeddedHosting.Tests.Hosts;

namespace PhotoShare.EmbeddedHosting.Tests.Dashboard;

/// <summary>Secrets do not reach the dashboard in clear, whatever they stand in.</summary>
public sealed class SecretTests
{
    [Fact]
    public async Task Secret_parameters_and_what_is_made_of_them_are_masked()
    {
        await using var host = HostProcess.StartServed("wired", "--Parameters:address=http://user:pass-of-user@photos.example");
        await using var client = await ResourceClient.ConnectAsync(host);
        await host.SaysAsync("Ready in ");
        var secret = host.Journal.Environment("first")["SECRET"];
        var otlp = host.Journal.Environment("first")["OTEL_EXPORTER_OTLP_HEADERS"];

        var first = await client.RunsAsync("first");
        var second = await client.RunsAsync("second");
        var parameter = await client.GetAsync("secret", _ => true);

        Assert.Equal("(secret)", first.Environment.Single(variable => variable.Name == "SECRET").Value);
        Assert.Equal("x-otlp-api-key=(secret)", first.Environment.Single(variable => variable.Name == "OTEL_EXPORTER_OTLP_HEADERS").Value);
        Assert.Equal("http://user:(secret)@photos.example", second.Environment.Single(variable => variable.Name == "ADDRESS").Value);
        Assert.True(parameter.Properties.Single(property => property.Name == "Value").IsSensitive);
        Assert.All([first, second, parameter, await client.GetAsync("address", _ => true)], resource =>
        {
            Assert.DoesNotContain(secret, resource.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(otlp["x-otlp-api-key=".Length..], resource.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("pass-of-user", resource.ToString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Passwords_in_connection_strings_are_masked_also_those_that_were_configured()
    {
        await using var host = HostProcess.StartServed("cached", "--ConnectionStrings:cache=redis.example:6379,password=theirs,ssl=true");
        await using var client = await ResourceClient.ConnectAsync(host);
        await host.SaysAsync("Ready in ");

        var first = await client.RunsAsync("first");
        var cache = await client.GetAsync("cache", _ => true);

        Assert.Equal("redis.example:6379,password=(secret),ssl=true", first.Environment.Single(variable => variable.Name == "ConnectionStrings__store").Value);
        Assert.Equal("Running", cache.State);
        Assert.Empty(cache.Commands);
    }

    [Fact]
    public async Task Secret_that_a_child_writes_is_masked_in_its_log_as_the_dashboard_sees_it()
    {
        await using var host = HostProcess.StartServed("wired", "--Parameters:address=http://127.0.0.1:2");
        await using var client = await ResourceClient.ConnectAsync(host);
        await host.SaysAsync("Ready in ");
        var secret = host.Journal.Environment("first")["SECRET"];

        host.Journal.Write("first", "say", $"it is {secret}, for all to read");

        var first = await client.RunsAsync("first");
        using var call = client.Service.WatchResourceConsoleLogs(new() { ResourceName = first.Name }, ResourceClient.Keyed);
        var text = "";
        while (!text.Contains("for all to read", StringComparison.Ordinal) && await call.ResponseStream.MoveNext().WaitAsync(Eventually.Patience))
            text += string.Concat(call.ResponseStream.Current.LogLines.Select(line => line.Text + "\n"));
        Assert.Contains("it is (secret), for all to read", text, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
    }
}

using System.Net;
using Microsoft.Extensions.Options;
using PhotoShare.Dance.Tests.Hosting;

namespace PhotoShare.Dance.Tests.Guards;

public sealed class HostTests
{
    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("localhost:5040", HttpStatusCode.OK)]
    [InlineData("127.0.0.1:1", HttpStatusCode.OK)]
    [InlineData("[::1]:5040", HttpStatusCode.OK)]
    [InlineData("aspire.dev.internal:5040", HttpStatusCode.OK)]
    [InlineData("attacker.example", HttpStatusCode.BadRequest)]
    [InlineData("localhost.attacker.example", HttpStatusCode.BadRequest)]
    [InlineData("127.0.0.1.nip.io", HttpStatusCode.BadRequest)]
    public async Task Names_are_answered_to_by_a_list(string name, HttpStatusCode expected)
    {
        using var dance = new DanceHost(new() { ["Dance:Hosts"] = "aspire.dev.internal, dances.example" });
        using var answer = await dance.GetAsync("/alive", name);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Spans_too_are_taken_under_known_names_only()
    {
        using var dance = new DanceHost();
        using var answer = await dance.PostAsync([], request => request.Headers.Host = "attacker.example");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotEqual("application/x-protobuf", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Without_a_key_loopback_may_send()
    {
        using var dance = new DanceHost();
        using var answer = await dance.PostAsync([]);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task It_is_healthy_while_Redis_is_away()
    {
        using var dance = new DanceHost(new() { ["ConnectionStrings:cache"] = "127.0.0.1:1,abortConnect=false,connectTimeout=200,asyncTimeout=200,syncTimeout=200" });
        using var answer = await dance.GetAsync("/health");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Healthy", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("Dance:Hosts", "*")]
    [InlineData("Dance:Hosts", "*.example")]
    [InlineData("Dance:Hosts", "http://dances.example")]
    [InlineData("Dance:GrpcUrl", "5041")]
    [InlineData("Dance:GrpcUrl", "https://127.0.0.1:5041")]
    [InlineData("Dance:Receiving:MaxBodyBytes", "0")]
    [InlineData("Dance:Keeping:MaxDances", "-1")]
    [InlineData("Dance:Keeping:Hours", "0")]
    public void Wrong_configuration_stops_the_start_and_names_the_key(string key, string value)
    {
        var refused = Assert.Throws<OptionsValidationException>(() => new DanceHost(new() { [key] = value }));
        Assert.Contains(key, refused.Message, StringComparison.Ordinal);
    }
}

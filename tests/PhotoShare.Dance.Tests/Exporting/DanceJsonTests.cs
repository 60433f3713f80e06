using System.Text.Json;
using System.Text.Json.Nodes;
using PhotoShare.Dance.Tests.Pages;
using PhotoShare.Dance.Tests.Samples;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Tests.Exporting;

public sealed class DanceJsonTests
{
    [Fact]
    public async Task Every_kind_of_dance_is_what_the_schema_says()
    {
        await using var host = new PagesHost();
        using var schema = JsonDocument.Parse(await host.ReadAsync("/dances/schema.json"));
        foreach (var dance in SampleDances.All())
        {
            using var json = JsonDocument.Parse(await host.ReadAsync($"/dances/{dance.Id}.json"));
            Assert.Empty(SchemaCheck.Faults(schema.RootElement, json.RootElement));
        }
    }

    [Theory]
    [InlineData("outcome", "\"perhaps\"", "$.outcome: enum")]
    [InlineData("durationMs", "\"long\"", "$.durationMs: type")]
    [InlineData("token", "\"eyJ\"", "$: additionalProperties")]
    [InlineData("id", "\"../../etc\"", "$.id: pattern")]
    [InlineData("gaps", "[{\"afterHop\":0,\"what\":\"\",\"durationMs\":1}]", "$.gaps[0].afterHop: minimum")]
    public async Task The_schema_refuses_what_is_none(string member, string value, string fault)
    {
        await using var host = new PagesHost();
        using var schema = JsonDocument.Parse(await host.ReadAsync("/dances/schema.json"));
        var json = JsonNode.Parse(await host.ReadAsync($"/dances/{SampleDances.Id(5)}.json"))!.AsObject();
        json[member] = JsonNode.Parse(value);

        Assert.Contains(fault, SchemaCheck.Faults(schema.RootElement, JsonSerializer.SerializeToElement(json)));
    }

    [Fact]
    public async Task The_schema_knows_each_step_of_the_protocol_and_no_other()
    {
        await using var host = new PagesHost();
        using var schema = JsonDocument.Parse(await host.ReadAsync("/dances/schema.json"));
        var steps = schema.RootElement.GetProperty("$defs").GetProperty("hop").GetProperty("properties").GetProperty("step").GetProperty("enum");

        Assert.Equal(HopSteps.All.Select(step => step.Id), steps.EnumerateArray().Select(step => step.GetString()));
    }

    [Fact]
    public async Task It_tells_hops_times_and_fingerprints()
    {
        await using var host = new PagesHost();
        using var json = JsonDocument.Parse(await host.ReadAsync($"/dances/{SampleDances.Id(1)}.json"));
        var token = json.RootElement.GetProperty("hops")[19];

        Assert.Equal(29, json.RootElement.GetProperty("hops").GetArrayLength());
        Assert.Equal(19300, json.RootElement.GetProperty("personsTimeMs").GetDouble());
        Assert.Equal("token_request", token.GetProperty("step").GetString());
        Assert.Equal("client@photoshare", token.GetProperty("from").GetString());
        Assert.Contains(token.GetProperty("sent").EnumerateArray(), said => said.GetProperty("name").GetString() == "code" && said.GetProperty("value").GetString() == Story.Print("c1"));
        Assert.False(token.TryGetProperty("error", out _));
    }
}

using System.Diagnostics;
using System.Text.Json;
using PhotoShare.OAuth.Hops;
using PhotoShare.Web.Dance;
using PhotoShare.Web.Watching;

namespace PhotoShare.Web.Tests.Watching;

/// <summary>Answers that nobody should send.</summary>
public sealed class AnswersTests
{
    [Theory]
    [InlineData("""{ "scope": "\ud800", "token_type": "Bearer" }""")]
    [InlineData("""{ "\ud800": "photos.read", "token_type": "Bearer" }""")]
    [InlineData("""{ "access_token": { "a": 1 }, "scope": ["a"], "error": null, "token_type": "Bearer" }""")]
    public void Text_that_is_no_text_costs_only_itself(string json)
    {
        using var activity = new Activity("hop");
        var hop = new HopRecorder(new Fingerprints("key")).Mark(activity, HopSteps.TokenRequest, Party.Client("photoshare"), Party.AuthorizationServer("friendbook"));

        hop.Answers(JsonElement.Parse(json));

        Assert.Equal(["token_type"], activity.Tags.Where(tag => tag.Key.StartsWith(HopAttributes.Received, StringComparison.Ordinal)).Select(tag => tag.Key[HopAttributes.Received.Length..]));
        Assert.Null(JsonElement.Parse(json).Text("scope"));
    }

    [Fact]
    public void An_answer_that_is_no_object_says_nothing()
    {
        using var activity = new Activity("hop");
        new HopRecorder(new Fingerprints("key")).Mark(activity, HopSteps.TokenRequest, Party.Browser, Party.Browser).Answers(JsonElement.Parse("""["Bearer"]"""));
        Assert.DoesNotContain(activity.Tags, tag => tag.Key.StartsWith(HopAttributes.Received, StringComparison.Ordinal));
    }
}

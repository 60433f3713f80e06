using System.Text.Json.Nodes;

namespace PhotoShare.Api.Tests.Photos;

internal static class Answers
{
    /// <summary>The same status, headers and body, but for the id of the trace.</summary>
    public static async Task AssertSameAsync(HttpResponseMessage expected, HttpResponseMessage actual)
    {
        Assert.Equal(expected.StatusCode, actual.StatusCode);
        Assert.Equal(expected.Headers.ToString(), actual.Headers.ToString());
        Assert.Equal(await BodyAsync(expected), await BodyAsync(actual));
    }

    private static async Task<string> BodyAsync(HttpResponseMessage response)
    {
        var problem = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        problem.Remove("traceId");
        return problem.ToJsonString();
    }
}

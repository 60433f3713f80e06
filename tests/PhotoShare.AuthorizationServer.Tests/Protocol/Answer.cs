using System.Net;
using System.Text.Json;

namespace PhotoShare.AuthorizationServer.Tests.Protocol;

/// <summary>An answer of a back-channel endpoint.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text, HttpResponseMessage Response)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? this[string member] => Text.Length > 0 && Json.TryGetProperty(member, out var value) ? value.ToString() : null;

    public void IsRefused(string error, HttpStatusCode status = HttpStatusCode.BadRequest) => Assert.Equal((status, error), (Status, this["error"]));

    public Answer Succeeded()
    {
        Assert.True(Response.IsSuccessStatusCode, Text);
        return this;
    }
}

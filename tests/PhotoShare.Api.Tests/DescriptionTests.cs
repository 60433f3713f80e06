using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PhotoShare.Api.Tests.Authentication;
using PhotoShare.Api.Tests.Realm;

namespace PhotoShare.Api.Tests;

public sealed class DescriptionTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task The_OpenAPI_document_names_every_endpoint_with_its_scope()
    {
        using var client = api.Client();

        var document = (await client.GetFromJsonAsync<JsonObject>("/openapi/v1.json"))!;

        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => (Operation: operation.Value!, Path: path.Key))).ToList();
        Assert.Equal(RefusalTests.Endpoints.Count, operations.Count);
        Assert.All(operations, operation =>
        {
            Assert.NotNull(operation.Operation["summary"]);
            var scope = operation.Operation["security"]![0]!["accessToken"]![0]!.GetValue<string>();
            Assert.Equal(operation.Path.EndsWith("/photos", StringComparison.Ordinal) ? "photos.write" : "photos.read", scope);
        });
        Assert.Contains("photos of friendbook", document["info"]!["title"]!.GetValue<string>(), StringComparison.OrdinalIgnoreCase);
        Assert.NotNull(document["paths"]!["/albums/{albumId}/photos"]!["post"]!["requestBody"]!["content"]!["multipart/form-data"]);
    }

    [Fact]
    public async Task The_page_that_shows_it_fetches_nothing_from_elsewhere_and_runs_no_script_of_others()
    {
        using var client = api.Client();

        using var response = await client.GetAsync("/scalar/");
        var page = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain("https://", page);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'self'", policy);
        Assert.DoesNotContain("https:", policy);
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    public async Task Probes_need_no_token(string path)
    {
        using var client = api.Client();

        Assert.Equal("Healthy", await client.GetStringAsync(path));
    }
}

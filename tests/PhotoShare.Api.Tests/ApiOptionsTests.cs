using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace PhotoShare.Api.Tests;

public sealed class ApiOptionsTests
{
    [Theory]
    [InlineData("Network", "")]
    [InlineData("Network", "Friend\"book")]
    [InlineData("Issuer", "")]
    [InlineData("Issuer", "friendbook")]
    [InlineData("Issuer", "http://login.example/realms/friendbook")]
    [InlineData("Issuer", "https://login.example/realms/friendbook?x=1")]
    [InlineData("Audience", " ")]
    [InlineData("MetadataAddress", "keycloak:8080")]
    [InlineData("MetadataAddress", "http://login.example/realms/friendbook/.well-known/openid-configuration")]
    [InlineData("DataDirectory", "")]
    [InlineData("Introspection:ClientSecret", "")]
    public void A_wrong_setting_stops_the_start_and_its_key_is_named(string key, string value)
    {
        var options = Good();
        switch (key)
        {
            case "Network": options.Network = value; break;
            case "Issuer": options.Issuer = value; break;
            case "Audience": options.Audience = value; break;
            case "MetadataAddress": options.MetadataAddress = value; break;
            case "DataDirectory": options.DataDirectory = value; break;
            default: options.Introspection.ClientSecret = value; break;
        }

        var result = new ApiOptionsValidator(new Place(Environments.Production)).Validate(null, options);

        Assert.StartsWith($"Set {key} ", Assert.Single(result.Failures!));
    }

    [Fact]
    public void All_problems_are_named_at_once() =>
        Assert.Equal(5, new ApiOptionsValidator(new Place(Environments.Production)).Validate(null, new ApiOptions()).Failures!.Count());

    [Theory]
    [InlineData("Production", "https://login.example/realms/friendbook")]
    [InlineData("Production", "http://127.0.0.1:8080/realms/friendbook")]
    [InlineData("Development", "http://keycloak:8080/realms/friendbook")]
    public void An_issuer_is_https_but_on_loopback_and_in_Development(string environment, string issuer)
    {
        var options = Good();
        options.Issuer = issuer;

        Assert.True(new ApiOptionsValidator(new Place(environment)).Validate(null, options).Succeeded);
        Assert.Equal(issuer + "/.well-known/openid-configuration", options.DiscoveryAddress);
    }

    [Theory]
    [InlineData("Production", "http://keycloak:8080/realms/friendbook/.well-known/openid-configuration")]
    [InlineData("Production", "https://login.internal.example/.well-known/openid-configuration")]
    [InlineData("Development", "http://login.example/.well-known/openid-configuration")]
    public void Metadata_is_read_by_https_but_inside_the_own_network_and_in_Development(string environment, string address)
    {
        var options = Good();
        options.MetadataAddress = address;

        Assert.True(new ApiOptionsValidator(new Place(environment)).Validate(null, options).Succeeded);
    }

    private static ApiOptions Good() => new()
    {
        Network = "friendbook",
        Issuer = "https://login.example/realms/friendbook",
        Audience = "friendbook-api",
        DataDirectory = "/data",
        Introspection = { ClientSecret = "x" },
    };

    private sealed class Place(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;
        public string ApplicationName { get; set; } = "";
        public string ContentRootPath { get; set; } = "";
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}

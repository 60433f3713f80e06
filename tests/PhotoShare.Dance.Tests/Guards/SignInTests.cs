using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PhotoShare.Dance.Tests.Hosting;

namespace PhotoShare.Dance.Tests.Guards;

/// <summary>Without an issuer to sign in at: what a page asks for, and which endpoints ask for nothing.</summary>
public sealed class SignInTests : IDisposable
{
    private readonly DanceHost dance = new(new()
    {
        ["Environment"] = "Production",
        ["Dance:AllowOutsideDevelopment"] = "true",
        ["Dance:OtlpKey"] = "the-key",
        ["Dance:SignIn:Issuer"] = "http://127.0.0.1:1/realms/x",
        ["Dance:SignIn:ClientId"] = "dance",
        ["Dance:SignIn:ClientSecret"] = "secret",
        ["Dance:SignIn:Role"] = "watcher",
    });

    public void Dispose() => dance.Dispose();

    [Theory]
    [InlineData(null, false)]
    [InlineData("somebody", false)]
    [InlineData("watcher", true)]
    public async Task A_page_asks_for_the_role(string? role, bool isLetIn)
    {
        using var scope = dance.Services.CreateScope();
        var authorization = scope.ServiceProvider.GetRequiredService<IAuthorizationService>();
        var policy = scope.ServiceProvider.GetRequiredService<IOptions<AuthorizationOptions>>().Value.FallbackPolicy!;
        var person = new ClaimsPrincipal(new ClaimsIdentity(role is null ? [] : [new Claim("roles", role)], CookieAuthenticationDefaults.AuthenticationScheme));
        Assert.Equal(isLetIn, (await authorization.AuthorizeAsync(person, null, policy)).Succeeded);
        Assert.False((await authorization.AuthorizeAsync(new ClaimsPrincipal(new ClaimsIdentity([new Claim("roles", "watcher")])), null, policy)).Succeeded);
    }

    [Fact]
    public void Every_endpoint_but_those_of_machines_and_what_pages_look_like_is_behind_it()
    {
        var open = dance.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null && endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/'));
        Assert.Equal(["alive", "health", "opentelemetry.proto.collector.trace.v1.TraceService/Export", "v1/traces"], open.Order(StringComparer.Ordinal));
    }
}

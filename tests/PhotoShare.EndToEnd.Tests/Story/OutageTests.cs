using Microsoft.Playwright;
using PhotoShare.EndToEnd.Tests.Browsing;
using PhotoShare.EndToEnd.Tests.Running;
using PhotoShare.EndToEnd.Tests.Systems;

namespace PhotoShare.EndToEnd.Tests.Story;

/// <summary>Access tokens that end soon, and an authorization server that goes away. Each server has a system of its own here, for it does not survive.</summary>
public sealed class OutageTests(Browsers browsers)
{
    private static readonly TimeSpan TokenLife = TimeSpan.FromSeconds(15);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_outlives_its_access_tokens_and_a_dead_server_costs_nobody_anything(bool onKeycloak)
    {
        if (onKeycloak && KeycloakSystem.Missing is { } reason) Assert.Skip(reason);

        await using var running = await RunningPhotoShare.StartAsync(
            onKeycloak ? KeycloakSystem.Distribution : null, [new("PHOTOSHARE_ACCESS_TOKEN_LIFESPAN", $"{TokenLife.TotalSeconds}")]);
        var person = await browsers.NewPersonAsync(running.Web);
        try
        {
            await person.SignInAsync(Person.Ada);
            await person.ConnectAsync("Friendbook", Person.Ada);
            await person.OpenFirstPhotoAsync("friendbook");

            // The token's own life is what is waited for.
            await Task.Delay(TokenLife);
            await person.OpenFirstPhotoAsync("friendbook");

            running.KillAuthorizationServer();
            await Task.Delay(TokenLife);
            var answer = await person.Page.GotoAsync("/connections/friendbook/albums");
            Assert.Equal(503, answer!.Status);
            await Assertions.Expect(person.Heading("Friendbook is not answering")).ToBeVisibleAsync();
            await running.Said("keycloak ended");

            await person.OpenAsync("/connections");
            await Assertions.Expect(person.Card("Friendbook")).ToContainTextAsync("Connected");
        }
        finally
        {
            await person.LeaveAsync();
        }
    }
}

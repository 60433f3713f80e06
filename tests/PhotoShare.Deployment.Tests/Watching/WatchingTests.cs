using Microsoft.Playwright;
using PhotoShare.Deployment.Tests.Engine;
using PhotoShare.Deployment.Tests.Systems;
using PhotoShare.EndToEnd.Tests.Browsing;
using PhotoShare.EndToEnd.Tests.Watching;

namespace PhotoShare.Deployment.Tests.Watching;

/// <summary>Dance in a deployment: behind sign-in and a role, reached by an operator's tunnel, and sent to by every service.</summary>
[Collection(nameof(DeployedSystem))]
public sealed class WatchingTests(DeployedSystem system) : DeployedTests(system)
{
    // The operator's end of the tunnel: a name that only this browser knows the way of.
    private const string Tunnel = "localhost:5040";

    [Fact]
    public async Task Who_has_the_role_sees_the_dance_of_somebody_else_and_who_has_not_is_refused()
    {
        var person = await NewConnectedPersonAsync(Person.Ada);
        await person.DisconnectAsync("Friendbook");
        await person.ConnectFriendbookAsync(Person.Ada);
        await person.OpenFirstPhotoAsync("friendbook");
        await (await NewPersonAsync()).SignInDeployedAsync(Person.Ben);
        await Deployed.Operator.ScriptAsync("add-watcher.sh", [Person.Ben]);

        var address = await ContainerEngine.InspectAsync(await Deployed.ContainerAsync("dance"), $"{{{{(index .NetworkSettings.Networks \"{Deployed.Project}_back\").IPAddress}}}}");
        await using var browsers = await Deployed.NewBrowsersAsync($"MAP {Tunnel} {address}:{Deployed.Operator["DANCE_PORT"]}");
        var watcher = await OpenDanceAsync(browsers, Person.Ben);
        await Assertions.Expect(watcher.Page.GetByRole(AriaRole.Heading, new() { Name = "Dances", Level = 1 })).ToBeVisibleAsync();
        await watcher.Page.GetByRole(AriaRole.Link, new() { Name = "Connect Friendbook" }).First.ClickAsync();
        var dance = new DancePages(watcher.Page);
        await dance.EndedAsync("Connect Friendbook", "done");
        await Assertions.Expect(watcher.Page.Locator("#rules .verdict.broken")).ToHaveCountAsync(0);
        await dance.TakeFrontRowAsync();
        // Whichever instances of Web had a part in it: it is one dance, and Keycloak's hops are in it.
        foreach (var service in (string[])["web", "keycloak", "friendbook-api"])
            await Assertions.Expect(dance.RecordedBy(service)).Not.ToHaveCountAsync(0, DancePages.Soon);

        var stranger = await OpenDanceAsync(browsers, Person.Ada);
        await Assertions.Expect(stranger.Heading("You may not look at dances")).ToBeVisibleAsync();
    }

    private static async Task<Person> OpenDanceAsync(Browsers browsers, string username)
    {
        var person = await browsers.NewPersonAsync(new Uri($"http://{Tunnel}/"));
        await person.OpenAsync("/");
        await person.GiveCredentialsAsync(username);
        await person.Page.WaitForURLAsync($"http://{Tunnel}/**");
        return person;
    }
}

using Microsoft.Playwright;
using PhotoShare.Deployment.Tests.Systems;
using PhotoShare.EndToEnd.Tests.Browsing;

namespace PhotoShare.Deployment.Tests.Story;

/// <summary>What a person does with the deployed PhotoShare, by a browser that trusts the proxy's authority and ignores no error of certificates.</summary>
[Collection(nameof(DeployedSystem))]
public sealed class StoryTests(DeployedSystem system) : DeployedTests(system)
{
    [Fact]
    public async Task A_person_with_an_account_by_the_operator_signs_in_connects_both_networks_sees_photos_and_disconnects()
    {
        var person = await NewConnectedPersonAsync(Person.Ada);
        await ShouldHaveDrawnItsPhotoAsync(person);

        await person.PressConnectAsync("Instapic");
        await person.ChooseProviderAsync("friendbook");
        await person.GiveCredentialsIfAskedAsync(Person.Ada);
        await person.SayYesAsync();
        await person.KeepAsync("Instapic");
        await person.OpenFirstPhotoAsync("instapic");
        await ShouldHaveDrawnItsPhotoAsync(person);

        await person.DisconnectAsync("Instapic");
        await person.DisconnectAsync("Friendbook");
        await Assertions.Expect(person.Page.Locator("main")).ToContainTextAsync("refused it");
        await person.OpenAsync("/connections");
        await Assertions.Expect(person.Card("Friendbook")).ToContainTextAsync("Not connected");
    }

    [Fact]
    public async Task Cookies_are_secure_and_each_stays_with_the_name_that_gave_it()
    {
        var person = await NewConnectedPersonAsync(Person.Ben);
        var cookies = await person.Browser.CookiesAsync();
        Assert.Contains(cookies, cookie => cookie.Domain == Deployed.Web.Host && cookie.Name.StartsWith("__Host-", StringComparison.Ordinal));
        Assert.All(cookies, cookie =>
        {
            Assert.True(cookie.Secure, $"{cookie.Name} goes by http");
            // A domain that begins with a dot would go to other hosts, too.
            Assert.Contains(cookie.Domain, (string[])[Deployed.Web.Host, Deployed.Login.Host]);
        });
        Assert.All(cookies.Where(cookie => cookie.Domain == Deployed.Web.Host), cookie => Assert.True(cookie.HttpOnly, $"{cookie.Name} can be read by scripts"));
    }

    private static async Task ShouldHaveDrawnItsPhotoAsync(Person person)
    {
        var photo = person.Page.Locator("main img").First;
        await photo.WaitForAsync();
        await Assertions.Expect(photo).ToHaveJSPropertyAsync("complete", true);
        Assert.True(await photo.EvaluateAsync<int>("image => image.naturalWidth") > 0, "The photo could not be drawn.");
    }
}

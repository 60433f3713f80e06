using Microsoft.Playwright;
using PhotoShare.EndToEnd.Tests.Browsing;

namespace PhotoShare.Deployment.Tests.Systems;

/// <summary>What people do where an operator made their account: the first password must be changed, here to the one that <see cref="Person"/> knows.</summary>
public static class FirstSignIn
{
    private const int Tries = 6;

    public static string FirstPassword(string username) => $"first-of-{username}";

    /// <summary>Signs in to the realm that the browser stands in, by either password; the new one is kept.</summary>
    public static async Task GiveEitherPasswordAsync(this Person person, string username)
    {
        ArgumentNullException.ThrowIfNull(person);
        var page = person.Page;
        var form = page.Locator("input[name=password]");
        await person.GiveCredentialsAsync(username);
        var error = page.GetByText("Invalid username or password");
        var changed = page.Locator("input[name=password-new]");
        var further = page.Locator("h1").Filter(new() { HasText = "Connected accounts" }).Or(person.Button("Yes")).Or(person.Button("Yes, keep it")).Or(page.Locator("article.problem"));
        await error.Or(further).First.WaitForAsync();
        if (!await error.IsVisibleAsync()) return;
        await page.Locator("input[name=username]").FillAsync(username);
        await form.FillAsync(FirstPassword(username));
        await form.PressAsync("Enter");
        await changed.FillAsync($"demo-{username}");
        await page.Locator("input[name=password-confirm]").FillAsync($"demo-{username}");
        await page.Locator("input[name=password-confirm]").PressAsync("Enter");
        await further.First.WaitForAsync();
    }

    /// <summary>Signs in to PhotoShare where need be, and ends on the connected accounts.</summary>
    public static async Task SignInDeployedAsync(this Person person, string username)
    {
        ArgumentNullException.ThrowIfNull(person);
        var (password, signedIn, problem) = (person.Page.Locator("input[name=password]"), person.Heading("Connected accounts"), person.Page.Locator("article.problem"));
        // Something may be on its way back still: its page says to wait, then to try again.
        for (var tries = 1; ; tries++)
        {
            await person.OpenAsync("/sign-in?returnUrl=/connections");
            await password.Or(signedIn).Or(problem).First.WaitForAsync();
            if (await password.IsVisibleAsync()) await person.GiveEitherPasswordAsync(username);
            await signedIn.Or(problem).First.WaitForAsync();
            if (tries == Tries || await signedIn.IsVisibleAsync()) break;
            await Task.Delay(TimeSpan.FromSeconds(5));
        }
        await Assertions.Expect(signedIn).ToBeVisibleAsync();
    }

    /// <summary>Connects Friendbook if it is not, by either password.</summary>
    public static async Task ConnectFriendbookAsync(this Person person, string username)
    {
        ArgumentNullException.ThrowIfNull(person);
        await person.OpenAsync("/connections");
        if (!await person.Button("Connect Friendbook").IsVisibleAsync()) return;
        await person.Button("Connect Friendbook").ClickAsync();
        await person.Page.Locator("input[name=password]").Or(person.Button("Yes")).First.WaitForAsync();
        if (await person.Page.Locator("input[name=password]").IsVisibleAsync()) await person.GiveEitherPasswordAsync(username);
        await person.SayYesAsync();
        await person.KeepAsync("Friendbook");
    }
}

using System.Diagnostics;
using Microsoft.Playwright;
using PhotoShare.EndToEnd.Tests.Browsing;
using PhotoShare.EndToEnd.Tests.Running;
using PhotoShare.EndToEnd.Tests.Systems;

namespace PhotoShare.EndToEnd.Tests.Story;

/// <summary>A grant is taken back at the network itself, behind PhotoShare's back.</summary>
public abstract class GrantTakenBackTests(RunningSystem system, Browsers browsers) : IAsyncLifetime
{
    // The API may remember for 5 seconds that a token lived; the rest is for a busy machine.
    private static readonly TimeSpan LongestMemory = TimeSpan.FromSeconds(15);

    private Person? _person;

    protected Person Person => _person!;

    protected RunningPhotoShare Running => system.Running;

    public async ValueTask InitializeAsync()
    {
        if (system.SkipReason is { } reason) Assert.Skip(reason);
        _person = await browsers.NewPersonAsync(system.Running.Web);
    }

    [Fact]
    public async Task A_grant_taken_back_at_the_network_asks_to_reconnect_and_loses_nothing_else()
    {
        await Person.SignInAsync(Person.Ada);
        await Person.ConnectAsync("Friendbook", Person.Ada);
        await Person.ConnectAsync("Instapic", Person.Ada);
        await Person.OpenFirstPhotoAsync("friendbook");

        await TakeBackAsync();
        Assert.Equal(409, await StatusOnceRefusedAsync("/connections/friendbook/albums"));
        await Assertions.Expect(Person.Heading("Friendbook no longer lets us in")).ToBeVisibleAsync();

        await Person.OpenAsync("/connections");
        await Assertions.Expect(Person.Card("Friendbook")).ToContainTextAsync("Reconnect needed");
        await Assertions.Expect(Person.Card("Instapic")).ToContainTextAsync("See the albums");
        await Person.OpenFirstPhotoAsync("instapic");

        // The yes is forgotten: Friendbook asks again.
        await Person.OpenAsync("/connections");
        await Person.Button("Reconnect Friendbook").ClickAsync();
        await Person.GiveCredentialsIfAskedAsync(Person.Ada);
        await Person.SayYesAsync();
        await Person.KeepAsync("Friendbook");
        await Person.OpenFirstPhotoAsync("friendbook");

        await Person.DisconnectAsync("Friendbook");
        await Person.DisconnectAsync("Instapic");
    }

    public async ValueTask DisposeAsync()
    {
        if (_person is not null) await _person.LeaveAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract Task TakeBackAsync();

    private async Task<int> StatusOnceRefusedAsync(string path)
    {
        var waited = Stopwatch.StartNew();
        IResponse? answer;
        do answer = await Person.Page.GotoAsync(path);
        while (answer is { Ok: true } && waited.Elapsed < LongestMemory);
        return answer!.Status;
    }
}

[Collection(nameof(EmbeddedSystem))]
public sealed class GrantTakenBackOnTheEmbeddedServerTests(EmbeddedSystem system, Browsers browsers) : GrantTakenBackTests(system, browsers)
{
    protected override async Task TakeBackAsync()
    {
        await Person.Page.GotoAsync(new Uri(Running.AuthorizationServer, "/realms/friendbook/account").ToString());
        await Assertions.Expect(Person.Heading("Your Friendbook account")).ToBeVisibleAsync();
        await Person.Button("Remove access of PhotoShare").ClickAsync();
        await Assertions.Expect(Person.Button("Remove access of PhotoShare")).ToHaveCountAsync(0);
    }
}

/// <summary>By Keycloak's administrator (<c>DELETE /admin/realms/{realm}/users/{id}/consents/{client}</c>): what its account console does for the person.</summary>
/// <remarks>
/// The console itself can't be driven: it signs in, and is then refused by its own API with 403. On import, its client
/// <c>account-console</c> gets none of the realm's default scopes, so its tokens lack the roles that the scope <c>roles</c> would bring.
/// </remarks>
[Collection(nameof(KeycloakSystem))]
public sealed class GrantTakenBackOnKeycloakTests(KeycloakSystem system, Browsers browsers) : GrantTakenBackTests(system, browsers)
{
    protected override Task TakeBackAsync() =>
        new KeycloakAdministrator(Person.Browser.APIRequest, Running).RevokeConsentAsync("friendbook", Person.Ada, "photoshare");
}

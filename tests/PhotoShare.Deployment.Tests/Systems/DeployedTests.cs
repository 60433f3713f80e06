using PhotoShare.EndToEnd.Tests.Browsing;

namespace PhotoShare.Deployment.Tests.Systems;

/// <summary>Tests of the one deployment: each is skipped, with the reason, where there is none.</summary>
public abstract class DeployedTests(DeployedSystem system) : IAsyncLifetime
{
    private readonly List<Person> _people = [];

    protected DeployedSystem Deployed => system;

    public ValueTask InitializeAsync()
    {
        if (system.SkipReason is { } reason) Assert.Skip(reason);
        return ValueTask.CompletedTask;
    }

    protected async Task<Person> NewPersonAsync()
    {
        var person = await system.NewPersonAsync();
        // Generous, for Keycloak's first answers after a start.
        person.Browser.SetDefaultTimeout(60_000);
        _people.Add(person);
        return person;
    }

    /// <summary>Somebody who is signed in, has Friendbook connected, and has albums there.</summary>
    protected async Task<Person> NewConnectedPersonAsync(string username)
    {
        var person = await NewPersonAsync();
        await person.SignInDeployedAsync(username);
        await person.ConnectFriendbookAsync(username);
        await person.OpenFirstPhotoAsync("friendbook");
        return person;
    }

    protected static void Tell(string line)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        Console.WriteLine(line);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in _people) await person.LeaveAsync();
        GC.SuppressFinalize(this);
    }
}

using Microsoft.Playwright;
using PhotoShare.Deployment.Tests.Engine;
using PhotoShare.Deployment.Tests.Systems;
using PhotoShare.EndToEnd.Tests.Browsing;

namespace PhotoShare.Deployment.Tests.Faults;

/// <summary>Each container ends in turn, under a light load: what is noticed is counted and told, all comes back by itself, and no write is lost.</summary>
[Collection(nameof(DeployedSystem))]
public sealed class KillTests(DeployedSystem system) : DeployedTests(system)
{
    [Theory]
    [InlineData("web")]
    [InlineData("friendbook-api")]
    [InlineData("instapic-api")]
    [InlineData("proxy")]
    [InlineData("postgres")]
    [InlineData("cache")]
    [InlineData("keycloak")]
    public async Task A_crash_heals_by_itself_and_what_was_just_written_is_there(string service)
    {
        var person = await NewConnectedPersonAsync(Person.Ada);
        var albums = await AlbumsAsync(person);
        await person.DisconnectAsync("Friendbook");
        await person.ConnectFriendbookAsync(Person.Ada);

        // The connection was answered; now the process is gone.
        await using var readers = await Readers.StartAsync(Deployed, person);
        await CrashAsync(service);
        await Deployed.HealthyAsync();
        Tell($"{service} killed: {await readers.EndAsync()}");

        // By a container that was started again, or the other instance; after Redis, by a new sign-in.
        await person.SignInDeployedAsync(Person.Ada);
        await Assertions.Expect(person.Card("Friendbook")).ToContainTextAsync("See the albums");
        Assert.Equal(albums, await AlbumsAsync(person));
        await person.OpenFirstPhotoAsync("friendbook");
    }

    [Theory]
    [InlineData("web")]
    [InlineData("postgres")]
    public async Task What_a_person_is_told_while_something_crashes_is_so(string service)
    {
        var person = await NewConnectedPersonAsync(Person.Ada);
        await person.DisconnectAsync("Friendbook");

        // Somewhere between the press on Connect and the sentence that it is connected.
        person.Browser.SetDefaultTimeout(10_000);
        var connecting = person.ConnectFriendbookAsync(Person.Ada);
        await Task.Delay(Random.Shared.Next(1_500));
        await CrashAsync(service);
        var told = await IsDoneAsync(connecting);
        Tell($"{service} crashed while Friendbook was being connected, and the person was {(told ? "told that it is" : "not told that it is")}");
        person.Browser.SetDefaultTimeout(60_000);
        await Deployed.HealthyAsync();

        await person.SignInDeployedAsync(Person.Ada);
        if (told) await Assertions.Expect(person.Card("Friendbook")).ToContainTextAsync("See the albums");
        else await person.ConnectFriendbookAsync(Person.Ada);
        await person.OpenFirstPhotoAsync("friendbook");
    }

    [Theory]
    [InlineData("web")]
    [InlineData("friendbook-api")]
    public async Task Session_and_connection_live_on_when_either_instance_is_gone_and_a_graceful_stop_finishes_what_it_has_begun(string service)
    {
        var person = await NewConnectedPersonAsync(Person.Ben);
        foreach (var container in await Deployed.ContainersAsync(service))
        {
            await using var readers = await Readers.StartAsync(Deployed, person);
            string told;
            try
            {
                await Command.RunAsync("docker", "stop", container);
                await person.OpenFirstPhotoAsync("friendbook");
                told = await readers.EndAsync();
                Tell($"{service} stopped: {told}");
            }
            finally
            {
                // Whatever came of it, the next test finds them all.
                await Command.RunAsync("docker", "start", container);
                await Deployed.HealthyAsync();
            }
            // An API is found by the engine's name service, and Podman's stands still for seconds while a container ends: told, and no fault of what was stopped.
            if (service == "web") Assert.True(readers.Failed == 0, told);
        }
    }

    [Fact]
    public async Task Redis_restarted_empty_asks_people_to_sign_in_again_and_loses_no_connection()
    {
        var person = await NewConnectedPersonAsync(Person.Ben);
        await Command.RunAsync("docker", "restart", await Deployed.ContainerAsync("cache"));
        await Deployed.HealthyAsync();
        await person.OpenAsync("/connections");
        await Assertions.Expect(person.Heading("Connected accounts")).Not.ToBeVisibleAsync();
        await person.SignInDeployedAsync(Person.Ben);
        await person.OpenFirstPhotoAsync("friendbook");
    }

    [Fact]
    public async Task Redis_full_keeps_who_is_signed_in_and_tells_who_is_not()
    {
        var person = await NewConnectedPersonAsync(Person.Ben);
        // Has changed the first password by then, whichever test is the first.
        await (await NewPersonAsync()).SignInDeployedAsync(Person.Ada);
        var cache = await Deployed.ContainerAsync("cache");
        // Ever smaller, until nothing more goes in.
        await RedisAsync(cache, "for size in 1048576 65536 4096 512 64; do for i in $(seq 300); do echo setrange filler:$size:$i $size x; done; done | redis-cli | grep -q OOM");
        try
        {
            await person.OpenAsync("/connections");
            await Assertions.Expect(person.Heading("Connected accounts")).ToBeVisibleAsync();
            await person.OpenFirstPhotoAsync("friendbook");

            var other = await NewPersonAsync();
            await other.OpenAsync("/sign-in?returnUrl=/connections");
            await other.GiveCredentialsIfAskedAsync(Person.Ada);
            await other.Heading("PhotoShare is full at the moment").WaitForAsync();
        }
        finally
        {
            await RedisAsync(cache, "redis-cli --scan --pattern 'filler:*' | xargs redis-cli del");
        }
        await (await NewPersonAsync()).SignInDeployedAsync(Person.Ada);
    }

    [Fact]
    public async Task PostgreSQL_restarted_gracefully_is_found_again_by_all()
    {
        var person = await NewConnectedPersonAsync(Person.Ben);
        await using var readers = await Readers.StartAsync(Deployed, person);
        await Command.RunAsync("docker", "restart", await Deployed.ContainerAsync("postgres"));
        await Deployed.HealthyAsync();
        Tell($"postgres restarted: {await readers.EndAsync()}");
        await person.OpenFirstPhotoAsync("friendbook");
    }

    // What Friendbook has of them: rows in its database, and files on its volume.
    private static async Task<string> AlbumsAsync(Person person)
    {
        await person.OpenAsync("/connections/friendbook/albums");
        var links = person.Page.Locator("main a[href*='/albums/']");
        await links.First.WaitForAsync();
        return string.Join('\n', (await links.EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))")).Order());
    }

    private static async Task RedisAsync(string cache, string script)
    {
        var done = await ContainerEngine.ExecAsync(cache, "sh", "-c", $"export REDISCLI_AUTH=$REDIS_PASSWORD; {script}");
        Assert.True(done.Succeeded, done.Output + done.Errors);
    }

    // The process is gone at once, and nobody was asked: by its id on the host. Until the engine has noticed, it goes on to tell how well the container is.
    private async Task CrashAsync(string service)
    {
        var container = await Deployed.ContainerAsync(service);
        var process = await ContainerEngine.InspectAsync(container, "{{.State.Pid}}");
        await Command.RunAsync("kill", "-KILL", process);
        while (await ContainerEngine.InspectAsync(container, "{{.State.Pid}}") == process) await Task.Delay(50);
    }

    private static async Task<bool> IsDoneAsync(Task doing)
    {
        try
        {
            await doing;
            return true;
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            return false;
        }
    }
}

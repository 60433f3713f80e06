using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PhotoShare.Web.Keys;
using PhotoShare.Web.Tests.Hosting;

namespace PhotoShare.Web.Tests.Keys;

public abstract class SigningKeyTests(GarnetServer garnet, PostgresServer? postgres)
{
    public sealed class OnSqlite(GarnetServer garnet) : SigningKeyTests(garnet, null);

    public sealed class OnPostgres(GarnetServer garnet, PostgresServer postgres) : SigningKeyTests(garnet, postgres);

    [Fact]
    public async Task All_instances_sign_with_one_key_even_when_they_start_together()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        var others = await Task.WhenAll(Task.Run(() => web.StartInstance()), Task.Run(() => web.StartInstance()));
        var ids = await Task.WhenAll(others.Select(other => SigningAsync(other.Services)).Append(SigningAsync(web.Services)));
        Assert.Single(ids.Distinct());
    }

    [Fact]
    public async Task The_published_set_holds_public_keys_only()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        using var browser = web.NewBrowser();
        using var set = JsonDocument.Parse((await browser.GetAsync("/.well-known/jwks.json")).Body);
        var key = Assert.Single(set.RootElement.GetProperty("keys").EnumerateArray());
        Assert.Equal(["alg", "crv", "kid", "kty", "use", "x", "y"], key.EnumerateObject().Select(member => member.Name).Order());
    }

    [Fact]
    public async Task The_next_key_is_published_a_day_before_it_signs_and_the_old_one_stays_an_hour()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        var keys = web.Services.GetRequiredService<SigningKeys>();
        var first = await SigningAsync(web.Services);

        web.Clock.Advance(SigningKeyLife.Signs - SigningKeyLife.PublishedAhead + TimeSpan.FromMinutes(1));
        await keys.RotateAsync(default);
        Assert.Equal(2, (await keys.PublishedAsync(default)).Count);
        Assert.Equal(first, await SigningAsync(web.Services));

        web.Clock.Advance(SigningKeyLife.PublishedAhead);
        var second = await SigningAsync(web.Services);
        Assert.NotEqual(first, second);
        await keys.RotateAsync(default);
        Assert.Equal([first, second], (await keys.PublishedAsync(default)).Select(key => key.KeyId));

        web.Clock.Advance(SigningKeyLife.KeptAfter);
        await keys.RotateAsync(default);
        Assert.Equal([second], (await keys.PublishedAsync(default)).Select(key => key.KeyId));
    }

    [Fact]
    public async Task An_instance_that_slept_does_not_sign_with_a_key_that_nobody_has_seen()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        var keys = web.Services.GetRequiredService<SigningKeys>();
        var first = await SigningAsync(web.Services);

        web.Clock.Advance(SigningKeyLife.Signs * 2);
        await keys.RotateAsync(default);

        Assert.Equal(first, await SigningAsync(web.Services));
        Assert.Equal(2, (await keys.PublishedAsync(default)).Count);
    }

    private static async Task<string> SigningAsync(IServiceProvider services) =>
        (await services.GetRequiredService<SigningKeys>().CurrentAsync(default)).Key.KeyId;
}

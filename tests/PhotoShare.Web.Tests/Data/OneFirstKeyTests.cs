using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PhotoShare.Web.Data;
using PhotoShare.Web.Tests.Hosting;

namespace PhotoShare.Web.Tests.Data;

/// <summary>Instances that start at once on an empty database.</summary>
public sealed class OneFirstKeyTests(GarnetServer garnet)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Of_keys_that_are_made_at_once_one_is_kept()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        var keys = await EmptyAsync(web);
        using var together = new Barrier(4);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() =>
        {
            // As data protection does it: it looks, finds none, and makes one.
            keys.GetAllElements();
            together.SignalAndWait();
            keys.StoreElement(Key(Now, Now), $"key-{i}");
        })));

        Assert.Single(keys.GetAllElements());
    }

    [Fact]
    public async Task A_first_key_that_comes_late_is_not_needed_and_a_successor_is()
    {
        await using var web = await WebUnderTest.StartAsync(garnet);
        var keys = await EmptyAsync(web);

        keys.StoreElement(Key(Now, Now), "first");
        keys.StoreElement(Key(Now.AddSeconds(1), Now.AddSeconds(1)), "late");
        Assert.Single(keys.GetAllElements());
        keys.StoreElement(Key(Now.AddDays(88), Now.AddDays(90)), "successor");
        Assert.Equal(2, keys.GetAllElements().Count);
        // Nobody was there when the successor was due.
        keys.StoreElement(Key(Now.AddDays(400), Now.AddDays(400)), "after a long sleep");
        Assert.Equal(3, keys.GetAllElements().Count);
    }

    private static async Task<IXmlRepository> EmptyAsync(WebUnderTest web)
    {
        await using var database = await web.Services.GetRequiredService<IDbContextFactory<WebDatabase>>().CreateDbContextAsync();
        await database.DataProtectionKeys.ExecuteDeleteAsync();
        return web.Services.GetRequiredService<IOptions<KeyManagementOptions>>().Value.XmlRepository!;
    }

    private static XElement Key(DateTimeOffset created, DateTimeOffset activated) => new("key",
        new XElement("creationDate", created), new XElement("activationDate", activated), new XElement("expirationDate", activated.AddDays(90)));
}

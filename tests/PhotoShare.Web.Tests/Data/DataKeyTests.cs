using System.Security.Cryptography;
using PhotoShare.Web.Data;
using PhotoShare.Web.Tests.Hosting;

namespace PhotoShare.Web.Tests.Data;

public abstract class DataKeyTests(GarnetServer garnet, PostgresServer? postgres)
{
    public sealed class OnSqlite(GarnetServer garnet) : DataKeyTests(garnet, null);

    public sealed class OnPostgres(GarnetServer garnet, PostgresServer postgres) : DataKeyTests(garnet, postgres);

    [Theory]
    [InlineData(null)]
    [InlineData("not base64!")]
    [InlineData("c2hvcnQ=")]
    public void A_key_that_is_none_is_refused_by_the_name_of_its_setting(string? value) =>
        Assert.StartsWith("Set DataKey to", Assert.Throws<InvalidOperationException>(() => new DataKey(value)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_was_changed_can_not_be_unwrapped()
    {
        var key = new DataKey(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        var wrapped = key.Wrap("secret");
        Assert.Equal("secret", key.Unwrap(wrapped));
        wrapped[^1] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => key.Unwrap(wrapped));
    }

    [Fact]
    public async Task Starting_with_another_key_is_refused_instead_of_losing_every_connection()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        (await web.ConnectedAsync()).Dispose();
        var refused = Assert.ThrowsAny<Exception>(() => web.StartInstance(settings => settings["DataKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))));
        Assert.Contains("DataKey is not the one", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_instance_reads_the_sessions_of_the_first()
    {
        await using var web = await WebUnderTest.StartAsync(garnet, postgres: postgres);
        using var browser = await web.SignedInAsync();
        var cookie = browser.Cookies.GetCookieHeader(new Uri(WebUnderTest.Address));

        using var other = new HttpMessageInvoker(web.StartInstance().Server.CreateHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{WebUnderTest.Address}/connections");
        request.Headers.Add("Cookie", cookie);
        using var response = await other.SendAsync(request, default);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
    }
}

using PhotoShare.ServiceDefaults.Telemetry;

namespace PhotoShare.ServiceDefaults.Tests;

public sealed class QueryNamesTests
{
    [Theory]
    [InlineData("http://localhost:5010/callback?code=abc&state=xyz", "http://localhost:5010/callback?code=*&state=*")]
    [InlineData("?code=abc", "?code=*")]
    [InlineData("code=abc&flag", "code=*&flag=*")]
    [InlineData("http://localhost/page#access_token=abc", "http://localhost/page")]
    [InlineData("http://user:password@localhost/page", "http://localhost/page")]
    [InlineData("http://localhost/albums", "http://localhost/albums")]
    public void Query_values_never_survive(string target, string expected) => Assert.Equal(expected, QueryNames.Only(target));
}

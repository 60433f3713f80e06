using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using PhotoShare.AuthorizationServer.Hosting;

namespace PhotoShare.AuthorizationServer.Tests.Protocol;

public sealed class ServerArgumentsTests
{
    [Fact]
    public void Folders_add_up_and_what_is_not_ours_goes_on()
    {
        var arguments = ServerArguments.Parse(["--realms", "one", "--urls", "http://127.0.0.1:1", "--realms=two", "--public-url", "https://login.example"]);
        Assert.Equal(["one", "two"], arguments.RealmFolders);
        Assert.Equal(["--urls", "http://127.0.0.1:1"], arguments.Rest);
        Assert.Equal("https://login.example", arguments.PublicUrl);
    }

    [Theory]
    [InlineData]
    [InlineData("--realms")]
    public void A_missing_folder_is_named(params string[] arguments) =>
        Assert.Contains("--realms", Assert.Throws<SetupException>(() => ServerArguments.Parse(arguments)).Message);

    [Theory]
    [InlineData("Production", false, true)]
    [InlineData("Production", true, false)]
    [InlineData("Development", false, false)]
    public void Production_is_refused_unless_it_is_said_in_so_many_words(string environment, bool said, bool refused)
    {
        var arguments = ServerArguments.Parse(["--realms", "x", .. said ? (string[])["--allow-production"] : []]);
        var exception = Record.Exception(() => arguments.RefuseProduction(new HostingEnvironment { EnvironmentName = environment }));
        Assert.Equal(refused, exception is SetupException problem && problem.Message.Contains("--allow-production", StringComparison.Ordinal));
    }
}

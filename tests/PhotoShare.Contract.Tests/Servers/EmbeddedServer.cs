namespace PhotoShare.Contract.Tests.Servers;

/// <summary><c>PhotoShare.AuthorizationServer</c>, as it is built.</summary>
public sealed class EmbeddedServer : AuthorizationServerUnderTest
{
    public override IReadOnlySet<Difference> Differences { get; } = Difference.OfTheStandIn;

    protected override TimeSpan Patience => TimeSpan.FromSeconds(90);

    protected override ServerProcess Start(string realms, IReadOnlyDictionary<string, string> environment)
    {
        var address = Url.ToString().TrimEnd('/');
        return ServerProcess.Start("dotnet", [Repository.Program("PhotoShare.AuthorizationServer"), "--realms", realms, "--urls", address, "--public-url", address],
            new Dictionary<string, string>(environment)
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["DataDirectory"] = Path.Combine(realms, "data"),
            });
    }
}

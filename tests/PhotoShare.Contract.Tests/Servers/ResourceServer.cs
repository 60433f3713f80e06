namespace PhotoShare.Contract.Tests.Servers;

/// <summary><c>PhotoShare.Api</c> as Friendbook's photo API, in a process of its own.</summary>
public sealed class ResourceServer : IDisposable
{
    private readonly ServerProcess process;

    private ResourceServer(ServerProcess process, Uri url) => (this.process, Url) = (process, url);

    public Uri Url { get; }

    /// <summary>Starts it, and waits until it serves.</summary>
    public static async Task<ResourceServer> StartAsync(AuthorizationServerUnderTest server, string dataDirectory)
    {
        var url = new Uri($"http://127.0.0.1:{TestPorts.One()}/");
        var process = ServerProcess.Start("dotnet", [Repository.Program("PhotoShare.Api")], new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = url.ToString(),
            // In Development it would draw demo albums for each person.
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["Network"] = "friendbook",
            ["Issuer"] = server.Issuer("friendbook"),
            ["Audience"] = "friendbook-api",
            ["Introspection__ClientSecret"] = server.ApiSecret,
            ["DataDirectory"] = dataDirectory,
        });
        await process.WaitUntilServedAsync(server.Http, [new(url, "alive")], TimeSpan.FromSeconds(60));
        return new(process, url);
    }

    public void Dispose() => process.Dispose();
}

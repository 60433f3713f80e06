namespace PhotoShare.EmbeddedHosting.TestHost;

/// <summary>Graphs that tests run; the children are steered by files in <c>CHILD_JOURNAL</c>.</summary>
internal static class Graphs
{
    public static readonly Dictionary<string, Action<IDistributedApplicationBuilder>> ByName = new()
    {
        ["single"] = builder => First(builder).WithExternalHttpEndpoints().WithUrlForEndpoint("http", url => url.DisplayText = "The first"),
        ["unhealthy"] = builder => First(builder).WithEnvironment("CHILD_UNHEALTHY", "1"),
        ["fails"] = builder => First(builder).WithEnvironment("CHILD_FAILS", "no luck today"),
        ["stubborn"] = builder => First(builder).WithEnvironment("CHILD_IGNORES_SIGTERM", "1"),
        ["family"] = builder =>
        {
            First(builder).WithEnvironment("CHILD_HAS_CHILD", "1");
            Second(builder).WithEnvironment("CHILD_IGNORES_SIGTERM", "1");
        },
        ["pair"] = builder =>
        {
            First(builder);
            Second(builder);
        },
        ["parent"] = builder =>
        {
            First(builder).WithEnvironment("CHILD_HAS_CHILD", "1");
            Second(builder);
        },
        ["late"] = builder =>
        {
            First(builder);
            Second(builder).WithEnvironment("CHILD_UNHEALTHY", "1");
        },
        ["ordered"] = builder =>
        {
            var first = First(builder).WithEnvironment("CHILD_UNHEALTHY", "1");
            Second(builder).WaitFor(first);
        },
        ["wired"] = Wired,
        ["cached"] = builder => First(builder).WithReference(builder.AddRedis("cache"), connectionName: "store"),
        ["wrong"] = Wrong,
        ["cycle"] = builder =>
        {
            var first = First(builder);
            first.WaitFor(Second(builder).WaitFor(first));
        },
        ["published"] = Published.Everything,
        ["deployed"] = Published.Small,
        ["dashboard"] = builder => builder.AddDockerComposeEnvironment("small"),
        ["container"] = builder => First(builder).WaitForCompletion(builder.AddContainer("job", "example/job", "1")),
        ["login"] = builder => builder.AddKeycloak("login", 3).WithRealmImport(builder.Configuration["realm"]!),
    };

    private static IResourceBuilder<ProjectResource> First(IDistributedApplicationBuilder builder) => builder.AddProject<Child>("first", "first").WithHttpHealthCheck("/health");

    private static IResourceBuilder<ProjectResource> Second(IDistributedApplicationBuilder builder) => builder.AddProject<Child>("second", "second").WithHttpHealthCheck("/health");

    /// <summary>Two that know of each other, and values of every kind.</summary>
    private static void Wired(IDistributedApplicationBuilder builder)
    {
        var address = builder.AddParameter("address");
        var secret = builder.AddParameter("secret", new GenerateParameterDefault { MinLength = 43, Special = false }, secret: true, persist: true);
        var first = First(builder).WithEnvironment("FROM_PROFILE", "overridden").WithEnvironment("SECRET", secret);
        var second = Second(builder)
            .WithReference(first)
            .WithEnvironment("ADDRESS", address)
            .WithEnvironment("PAGE", $"{address}/page of {first.GetEndpoint("http")}");
        first.WithEnvironment("OTHER", second.GetEndpoint("http"));
    }

    private static void Wrong(IDistributedApplicationBuilder builder)
    {
        var missing = builder.AddParameter("missing");
        var first = builder.AddProject<Child>("first", "no-such-profile").WithEnvironment("MISSING", missing);
        builder.AddProject<Child>("First", "second").WithEnvironment("ENDPOINT", first.GetEndpoint("http"));
        builder.AddKeycloak("login").WithRealmImport("no-such-realm.json");
        var elsewhere = First(DistributedApplication.CreateBuilder([]));
        Second(builder).WaitFor(elsewhere);
    }
}

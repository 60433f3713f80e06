using System.Globalization;
using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Docker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.UserSecrets;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Engine;

/// <summary>The graph as AppHost.cs describes it, and the configuration that it is described under.</summary>
internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    public DistributedApplicationBuilder(string[] args) : this(args, Assembly.GetEntryAssembly()!) { }

    /// <param name="args">The command line; also read as configuration (<c>--Parameters:web-url=…</c>).</param>
    /// <param name="appHost">The assembly that the build told where projects and tools lie.</param>
    public DistributedApplicationBuilder(string[] args, Assembly appHost)
    {
        Build = new BuildOutput(appHost);
        var commandLine = new ConfigurationBuilder().AddCommandLine(args).Build();
        Publish = PublishOptions.From(commandLine, Problems);
        ExecutionContext = new(isPublishMode: Publish is not null);
        var host = Host.CreateEmptyApplicationBuilder(new()
        {
            ApplicationName = appHost.GetName().Name,
            ContentRootPath = AppHostDirectory,
            EnvironmentName = commandLine["environment"] ?? (Publish is null ? System.Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") : null) ?? Environments.Production,
        });
        Environment = host.Environment;
        Configuration = host.Configuration;
        Configuration.SetBasePath(AppHostDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddJsonFile($"appsettings.{Environment.EnvironmentName}.json", optional: true);
        // User secrets are development's: a deployment keeps its own.
        UserSecretsFile = Publish is null && appHost.GetCustomAttribute<UserSecretsIdAttribute>()?.UserSecretsId is { } id ? PathHelper.GetSecretsPathFromSecretsId(id) : null;
        if (UserSecretsFile is not null)
            Configuration.AddJsonFile(Path.GetFullPath(UserSecretsFile), optional: true);
        Configuration.AddEnvironmentVariables().AddCommandLine(args);
        Settings = EngineSettings.From(Configuration, AppHostDirectory, Problems);
    }

    public ConfigurationManager Configuration { get; }

    public IHostEnvironment Environment { get; }

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <summary>Null: the graph is run.</summary>
    public PublishOptions? Publish { get; }

    public string AppHostDirectory => Build.AppHostDirectory;

    public BuildOutput Build { get; }

    public EngineSettings Settings { get; }

    /// <summary>Null: this AppHost has no user secrets, and generated values live as long as this run.</summary>
    public string? UserSecretsFile { get; }

    public List<Resource> Resources { get; } = [];

    /// <summary>What is wrong with the command line.</summary>
    public List<string> Problems { get; } = [];

    public IResourceBuilder<T> Add<T>(T resource) where T : Resource
    {
        Resources.Add(resource);
        return new ResourceBuilder<T>(resource, this);
    }

    public static DistributedApplicationBuilder Of(IDistributedApplicationBuilder builder) => (DistributedApplicationBuilder)builder;

    DistributedApplication IDistributedApplicationBuilder.Build() => new(this);
}

/// <summary>What can be set of the engine itself.</summary>
/// <param name="PortOffset"><c>--port-offset</c>, default 0: added to every fixed port, so that several systems run side by side.</param>
/// <param name="StartTimeout"><c>--start-timeout</c> in seconds, default 180: how long a child may take to become healthy.</param>
/// <param name="Dashboard"><c>--dashboard</c>, default <c>true</c>: whether Aspire's dashboard is served and started.</param>
/// <param name="DataDirectory"><c>Parameters:data-directory</c>, default <c>.data</c> beside AppHost.cs: databases, photos, logs.</param>
internal sealed record EngineSettings(int PortOffset, TimeSpan StartTimeout, DashboardChoice Dashboard, string DataDirectory)
{
    public static EngineSettings From(IConfiguration configuration, string appHostDirectory, List<string> problems) => new(
        Number(configuration, "port-offset", 0, 0, 50_000, problems),
        TimeSpan.FromSeconds(Number(configuration, "start-timeout", 180, 1, 3_600, problems)),
        Choice(configuration, problems),
        Path.GetFullPath(configuration["Parameters:data-directory"] ?? ".data", appHostDirectory));

    private static DashboardChoice Choice(IConfiguration configuration, List<string> problems)
    {
        switch (configuration["dashboard"]?.ToUpperInvariant())
        {
            case null or "TRUE":
                return DashboardChoice.Started;
            case "FALSE":
                return DashboardChoice.None;
            case "ELSEWHERE":
                return DashboardChoice.Elsewhere;
            default:
                problems.Add($"--dashboard {configuration["dashboard"]}: expected true, false or elsewhere.");
                return DashboardChoice.None;
        }
    }

    private static int Number(IConfiguration configuration, string key, int standard, int least, int most, List<string> problems)
    {
        if (configuration[key] is not { } text)
            return standard;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        problems.Add($"--{key} {text}: expected a number from {least} to {most}.");
        return standard;
    }
}

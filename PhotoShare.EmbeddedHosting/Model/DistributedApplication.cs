using Aspire.Hosting.Docker;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting;

/// <summary>The described system, ready to run.</summary>
public sealed class DistributedApplication
{
    private readonly DistributedApplicationBuilder builder;

    internal DistributedApplication(DistributedApplicationBuilder builder) => this.builder = builder;

    /// <summary>Starts a description.</summary>
    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new DistributedApplicationBuilder(args);

    /// <summary>
    /// Runs until Ctrl-C or SIGTERM, then ends every child; or, with <c>--operation publish</c>, does one step of a deployment. Sets <see cref="Environment.ExitCode"/>:
    /// 0 stopped as asked, 1 something failed, 2 the description or the command line is wrong and nothing was started.
    /// </summary>
    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <inheritdoc cref="Run"/>
    public async Task RunAsync(CancellationToken cancellationToken = default) =>
        Environment.ExitCode = builder.ExecutionContext.IsPublishMode
            ? await new Publication(builder).RunAsync(cancellationToken)
            : await new Orchestrator(builder).RunAsync(cancellationToken);
}

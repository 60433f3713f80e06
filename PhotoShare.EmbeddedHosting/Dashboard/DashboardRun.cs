using System.Diagnostics;
using Aspire.Hosting.Engine;
using Aspire.Hosting.Guard;

namespace Aspire.Hosting.Dashboard;

/// <summary>Serves the dashboard and starts it, beside the resources: nothing waits for it, and its failure is nobody else's.</summary>
internal sealed class DashboardRun(DistributedApplicationBuilder builder, DashboardPlan plan, IReadOnlyList<Supervisor> supervisors, Children children, RunLogs logs, Action<string> say)
{
    /// <summary>Of our processes, not resources: names with a space are no names of resources.</summary>
    private const string ChildName = "aspire dashboard";
    private const string FetchName = "npm pack";

    /// <summary>The exit code of a CLI whose dashboard was not up within its 30 s, which can't be changed: on a machine that is very busy, another try helps.</summary>
    private const int NotReadyInTime = 12;
    private const int Attempts = 4;

    /// <summary>The first start unpacks 170 MB.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Ends with the run, or when it has said why there is no dashboard.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        // Out of the way of the resources' own start.
        await Task.Yield();
        try
        {
            await using var service = new ResourceServiceHost(builder, plan, supervisors);
            await service.StartAsync(stop);
            if (plan.Source is { } source)
                await RunDashboardAsync(source, stop);
            await Task.Delay(Timeout.Infinite, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The end of the run.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            say(CliSource.Failure(e.Message));
        }
    }

    private async Task RunDashboardAsync(CliSource source, CancellationToken stop)
    {
        if (source is { Installed: null, Package: { IsUnpacked: false } package } && await FetchAsync(source.Npm!, package, stop) is { } failure)
        {
            say(CliSource.Failure(failure));
            return;
        }
        var logFile = logs.FileOf("aspire-dashboard");
        var isUp = false;
        ChildReport end;
        var attempt = 0;
        do
        {
            var child = await children.StartAsync(ChildName, LaunchOf(source), logFile);
            isUp = await IsUpAsync(child, stop);
            if (isUp)
                say($"Dashboard: {plan.Addresses.Frontend}/login?t={plan.Keys.Browser}");
            end = await child.End.WaitAsync(stop);
        }
        while (end.ExitCode == NotReadyInTime && !isUp && ++attempt < Attempts);
        say(CliSource.Failure($"The Aspire CLI {end.Error ?? $"ended with exit code {end.ExitCode}"}; its log is {logFile}."));
    }

    private async Task<bool> IsUpAsync(Child child, CancellationToken stop)
    {
        var check = HealthCheck.HttpGet(() => $"{plan.Addresses.Frontend}/login");
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Patience && !child.End.IsCompleted; await Task.Delay(200, stop))
        {
            if (await check.AskAsync(stop) is null)
                return true;
        }
        return false;
    }

    private async Task<string?> FetchAsync(string npm, CliPackage package, CancellationToken stop)
    {
        say($"Dashboard: npm fetches the Aspire CLI {CliPackage.Version} into {package.Folder}, once: 130 MB.");
        var failure = await package.FetchAsync(folder => PackAsync(npm, package, folder, stop), stop);
        return failure is null ? null : $"{failure} Its log is {logs.FileOf("npm-pack")}.";
    }

    /// <summary>By npm, with whatever registry and proxy it is configured for. Nothing of the package is run.</summary>
    private async Task<bool> PackAsync(string npm, CliPackage package, string folder, CancellationToken stop)
    {
        string[] arguments = ["pack", $"{package.Name}@{CliPackage.Version}", "--pack-destination", folder, "--ignore-scripts", "--no-update-notifier", "--no-fund"];
        var child = await children.StartAsync(FetchName, new(npm, arguments, folder, new Dictionary<string, string>()), logs.FileOf("npm-pack"));
        return (await child.End.WaitAsync(stop)).ExitCode == 0;
    }

    private Launch LaunchOf(CliSource source)
    {
        var environment = new Dictionary<string, string>
        {
            ["ASPIRE_CLI_TELEMETRY_OPTOUT"] = "true",
            ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = plan.Addresses.ResourceService,
            ["DASHBOARD__RESOURCESERVICECLIENT__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__RESOURCESERVICECLIENT__APIKEY"] = plan.Keys.ResourceService,
            ["DASHBOARD__FRONTEND__AUTHMODE"] = "BrowserToken",
            ["DASHBOARD__FRONTEND__BROWSERTOKEN"] = plan.Keys.Browser,
            ["DASHBOARD__OTLP__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__OTLP__PRIMARYAPIKEY"] = plan.Keys.Otlp,
            ["DASHBOARD__API__AUTHMODE"] = "ApiKey",
            ["DASHBOARD__API__PRIMARYAPIKEY"] = plan.Keys.Api,
            // Our own launch profile sets the first two, without the offset, and they would win over the options.
            ["ASPNETCORE_URLS"] = plan.Addresses.Frontend,
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = plan.Addresses.OtlpGrpc,
            ["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"] = plan.Addresses.OtlpHttp,
            // Somebody's shell may say so for another dashboard of theirs.
            ["ASPIRE_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS"] = "false",
            ["DOTNET_DASHBOARD_UNSECURED_ALLOW_ANONYMOUS"] = "false",
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            // Else it asks NuGet for newer versions at each start.
            ["features__updateNotificationsEnabled"] = "false",
        };
        if (source.Package is { } package)
        {
            environment["ASPIRE_HOME"] = package.Home;
            environment[OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME"] = Directory.CreateDirectory(package.Home).FullName;
        }
        string[] arguments =
        [
            // Its log of its own would hold the link with the token.
            "dashboard", "run", "--log-file", OperatingSystem.IsWindows() ? "NUL" : "/dev/null", "--nologo", "--non-interactive", "--frontend-url", plan.Addresses.Frontend,
            "--otlp-grpc-url", plan.Addresses.OtlpGrpc, "--otlp-http-url", plan.Addresses.OtlpHttp,
        ];
        return new(source.Installed ?? source.Package!.Executable, arguments, builder.Settings.DataDirectory, environment);
    }
}

using Aspire.Hosting.Docker.Resources;

namespace Aspire.Hosting.Docker.Deploying;

/// <summary>
/// Brings a prepared deployment up. First what can fail without harm to the one that runs: the one-shots (migrations), with the new images, beside it.
/// Then all; and if that does not become healthy, back to the files of the last deployment that was.
/// </summary>
internal sealed class Deployer(Compose compose, ComposeFile file, DeploymentFiles files, DeploymentValues values, Health health, Action<string> say)
{
    public async Task UpAsync(CancellationToken cancellationToken)
    {
        await RunOneShotsAsync(cancellationToken);
        say("Starting all services …");
        try
        {
            await ComposeAsync(["up", "--detach", "--remove-orphans"], "compose could not start all services", cancellationToken);
            await health.WaitAsync(file, file.Services.Keys, cancellationToken);
        }
        catch (DeploymentException e) when (files.Deployed.Exist)
        {
            say(e.Message);
            say("Going back to the deployment before …");
            var back = await compose.With(files.Deployed).RunAsync(["up", "--detach", "--remove-orphans"], cancellationToken);
            throw new DeploymentException(back.Succeeded
                ? "The deployment failed, for the reason above. The one before it is started again."
                : $"The deployment failed, for the reason above, and the one before it could not be started again ({values.Mask.Apply(back.LastLine)}).");
        }
        files.KeepAsDeployed();
    }

    private async Task RunOneShotsAsync(CancellationToken cancellationToken)
    {
        var needs = OneShots.Needs(file);
        if (needs.Count > 0)
        {
            // Not recreated: the deployment that runs needs them as they are. Of one that never ran, nothing is worth keeping.
            string[] asTheyAre = files.Deployed.Exist ? ["--no-recreate"] : [];
            await ComposeAsync(["up", "--detach", .. asTheyAre, "--no-deps", .. needs], "compose could not start what migrations need", cancellationToken);
            await health.WaitAsync(file, needs, cancellationToken);
        }
        foreach (var oneShot in OneShots.Of(file).Order(StringComparer.Ordinal))
        {
            say($"Running {oneShot} …");
            await ComposeAsync(["run", "--rm", "--no-deps", "-T", oneShot], $"{oneShot} failed, and nothing was changed beyond it", cancellationToken);
        }
    }

    private async Task ComposeAsync(IEnumerable<string> arguments, string failure, CancellationToken cancellationToken)
    {
        var result = await compose.RunAsync(arguments, cancellationToken);
        if (!result.Succeeded)
            throw new DeploymentException($"{failure}:\n{string.Join('\n', result.All.TakeLast(20).Select(line => $"  | {values.Mask.Apply(line)}"))}");
    }
}

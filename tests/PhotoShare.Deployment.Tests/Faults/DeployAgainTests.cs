using PhotoShare.Deployment.Tests.Engine;
using PhotoShare.Deployment.Tests.Systems;
using PhotoShare.EndToEnd.Tests.Browsing;

namespace PhotoShare.Deployment.Tests.Faults;

/// <summary>Migrations and deployments beside what runs.</summary>
[Collection(nameof(DeployedSystem))]
public sealed class DeployAgainTests(DeployedSystem system) : DeployedTests(system)
{
    [Theory]
    [InlineData("web-migration")]
    [InlineData("friendbook-api-migration")]
    public async Task Two_migrations_at_once_both_succeed_and_change_nothing(string job)
    {
        var ended = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Deployed.Operator.ComposeAsync("run", "--rm", "--no-deps", "-T", job)));
        Assert.All(ended, result => Assert.True(result.Succeeded, result.Output + result.Errors));
        await Deployed.HealthyAsync();
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_the_deployment_as_it_runs()
    {
        var person = await NewConnectedPersonAsync(Person.Ben);
        var before = await ContainerEngine.ContainersAsync(Deployed.Project);
        // A password that PostgreSQL does not know: the job can't do its work.
        var values = await File.ReadAllTextAsync(Deployed.Operator.Values);
        Command deployed;
        try
        {
            await File.WriteAllTextAsync(Deployed.Operator.Values, values.Replace(Deployed.Operator["WEB_DB_OWNER_PASSWORD"], "wrong", StringComparison.Ordinal));
            deployed = await Deployed.DeployStepAsync();
        }
        finally
        {
            await File.WriteAllTextAsync(Deployed.Operator.Values, values);
        }
        Assert.Equal(1, deployed.ExitCode);
        Assert.Contains("web-migration", deployed.Output + deployed.Errors, StringComparison.Ordinal);
        Assert.Equal(before.Order(), (await ContainerEngine.ContainersAsync(Deployed.Project)).Order());
        await person.OpenFirstPhotoAsync("friendbook");
    }
}

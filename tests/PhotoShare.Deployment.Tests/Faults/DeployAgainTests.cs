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
        var deployed = await DeployWrongAsync("WEB_DB_OWNER_PASSWORD");

        Assert.Equal(1, deployed.ExitCode);
        Assert.Contains("web-migration", deployed.Output + deployed.Errors, StringComparison.Ordinal);
        Assert.Equal(before.Order(), (await ContainerEngine.ContainersAsync(Deployed.Project)).Order());
        await person.OpenFirstPhotoAsync("friendbook");
    }

    [Fact]
    public async Task Services_that_do_not_become_healthy_make_way_for_those_before()
    {
        var person = await NewConnectedPersonAsync(Person.Ben);

        // The job has its owner's password, and succeeds; the service itself is refused.
        var deployed = await DeployWrongAsync("WEB_DB_PASSWORD");

        Assert.Equal(1, deployed.ExitCode);
        Assert.Contains("Not healthy: web", deployed.Output + deployed.Errors, StringComparison.Ordinal);
        Assert.Contains("The one before it is started again.", deployed.Output + deployed.Errors, StringComparison.Ordinal);
        await Deployed.HealthyAsync();
        await person.OpenFirstPhotoAsync("friendbook");
    }

    private async Task<Command> DeployWrongAsync(string variable)
    {
        var values = await File.ReadAllTextAsync(Deployed.Operator.Values);
        try
        {
            await File.WriteAllTextAsync(Deployed.Operator.Values, values.Replace(Deployed.Operator[variable], "wrong", StringComparison.Ordinal));
            return await Deployed.DeployStepAsync();
        }
        finally
        {
            await File.WriteAllTextAsync(Deployed.Operator.Values, values);
        }
    }
}

using System.Security.Cryptography;
using Microsoft.Playwright;
using PhotoShare.Deployment.Tests.Systems;
using PhotoShare.EndToEnd.Tests.Browsing;

namespace PhotoShare.Deployment.Tests.Faults;

/// <summary>The two commands of docs/deploy.md, over the loss of everything but the values.</summary>
[Collection(nameof(DeployedSystem))]
public sealed class BackupTests(DeployedSystem system) : DeployedTests(system)
{
    [Fact]
    public async Task Everything_lost_and_deployed_anew_a_backup_brings_back_accounts_connections_photos_and_the_authority()
    {
        var person = await NewConnectedPersonAsync(Person.Ben);
        var photo = person.Page.Url;
        var backup = Path.Combine(Deployed.Temporary, $"backup-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        await Deployed.Operator.ScriptAsync("backup.sh", [backup]);

        var destroyed = await Deployed.Operator.StepAsync("destroy", "--volumes", "delete them");
        Assert.True(destroyed.Succeeded, destroyed.Output + destroyed.Errors);
        var deployed = await Deployed.DeployStepAsync();
        Assert.True(deployed.Succeeded, deployed.Output + deployed.Errors);
        await Deployed.Operator.ScriptAsync("restore.sh", [backup]);
        await Deployed.HealthyAsync();

        // The same browser: it trusts the authority that was restored, and knows no other.
        await person.SignInDeployedAsync(Person.Ben);
        await Assertions.Expect(person.Card("Friendbook")).ToContainTextAsync("See the albums");
        await person.OpenAsync(photo);
        Assert.True(await person.Page.Locator("main img").First.EvaluateAsync<bool>("image => image.decode().then(() => image.naturalWidth > 0)"));
    }
}

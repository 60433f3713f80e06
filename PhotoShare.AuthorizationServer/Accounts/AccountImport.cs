using Microsoft.EntityFrameworkCore;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Realms;
using PhotoShare.AuthorizationServer.Storage;

namespace PhotoShare.AuthorizationServer.Accounts;

/// <summary>Brings the users of the realm file into the realm's database. Who is there already is left alone, as in Keycloak.</summary>
internal sealed class AccountImport(RealmDatabase database) : IRealmStartup
{
    public async Task StartAsync(Realm realm, CancellationToken cancellationToken)
    {
        var known = await database.Set<Account>().Select(account => account.Username).ToHashSetAsync(cancellationToken);
        foreach (var user in realm.Users)
            if (known.Add(AccountStore.Normalize(user.Username))) database.Add(AccountOf(user));
        await database.SaveChangesAsync(cancellationToken);
    }

    private static Account AccountOf(RealmUser user) => new()
    {
        Id = user.Id ?? Guid.CreateVersion7().ToString(),
        Username = AccountStore.Normalize(user.Username),
        Enabled = user.Enabled,
        FirstName = user.FirstName,
        LastName = user.LastName,
        Email = user.Email,
        EmailVerified = user.EmailVerified,
        Attributes = user.Attributes,
        Roles = user.RealmRoles,
        Password = user.Credentials.SingleOrDefault() is { } credential ? HashOf(credential) : null,
    };

    private static PasswordHash HashOf(RealmCredential credential) => credential.Value is { } password
        ? PasswordHasher.Hash(password)
        : PasswordHash.Parse(credential.CredentialData!, credential.SecretData!);
}

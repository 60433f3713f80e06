using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PhotoShare.AuthorizationServer.Accounts;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Realms;
using PhotoShare.AuthorizationServer.Storage;

namespace PhotoShare.AuthorizationServer.Brokering;

/// <summary>The account of a person who signs in at an identity provider: found by issuer and subject, or created at the first sign-in.</summary>
/// <remarks>Never found by e-mail or user name: who owns an address there may be another person than here (OpenID Connect Core section 5.7).</remarks>
internal sealed partial class BrokeredAccounts(RealmDatabase database, CurrentRealm current)
{
    private const int UniqueViolation = 2067, PrimaryKeyViolation = 1555;

    public async Task<Account> FindOrCreateAsync(IdentityProvider provider, ProviderPerson person, CancellationToken cancellationToken)
    {
        var wanted = UsernameOf(provider, person);
        // The user name may be taken, or be taken in this moment, perhaps by the same person in another tab: then look again.
        for (var attempt = 1; ; attempt++)
        {
            if (await FindAsync(person, cancellationToken) is { } found) return found;
            if (await TryCreateAsync(AccountOf(provider, person, attempt == 1 ? wanted : $"{wanted}-{attempt}"), person, cancellationToken) is { } created) return created;
        }
    }

    private Task<Account?> FindAsync(ProviderPerson person, CancellationToken cancellationToken) => database.Set<FederatedIdentity>()
        .Where(identity => identity.Issuer == person.Issuer && identity.Subject == person.Subject)
        .Join(database.Set<Account>(), identity => identity.AccountId, account => account.Id, (_, account) => account)
        .AsNoTracking().SingleOrDefaultAsync(cancellationToken);

    private async Task<Account?> TryCreateAsync(Account account, ProviderPerson person, CancellationToken cancellationToken)
    {
        var link = new FederatedIdentity { Issuer = person.Issuer, Subject = person.Subject, AccountId = account.Id };
        database.Add(account);
        database.Add(link);
        try
        {
            await database.SaveChangesAsync(cancellationToken);
            return account;
        }
        catch (DbUpdateException exception) when (exception.InnerException is SqliteException { SqliteExtendedErrorCode: UniqueViolation or PrimaryKeyViolation })
        {
            return null;
        }
        finally
        {
            database.ChangeTracker.Clear();
        }
    }

    private Account AccountOf(IdentityProvider provider, ProviderPerson person, string username)
    {
        var email = person.Text("email");
        var account = new Account
        {
            Id = Guid.CreateVersion7().ToString(),
            Username = username,
            FirstName = person.Text("given_name"),
            LastName = person.Text("family_name"),
            Email = email,
            EmailVerified = email is not null && provider.TrustEmail && person.Says("email_verified"),
            Roles = [current.Value.DefaultRoleName],
        };
        foreach (var mapper in Mappers(provider, "oidc-user-attribute-idp-mapper"))
            if (person.Text(mapper.Config.GetValueOrDefault("claim", "")) is { } value) Set(account, mapper.Config.GetValueOrDefault("user.attribute", ""), value);
        return account;
    }

    private static void Set(Account account, string attribute, string value)
    {
        switch (attribute)
        {
            case "": break;
            case "firstName": account.FirstName = value; break;
            case "lastName": account.LastName = value; break;
            case "email": account.Email = value; break;
            default: account.Attributes = account.Attributes.SetItem(attribute, [value]); break;
        }
    }

    private string UsernameOf(IdentityProvider provider, ProviderPerson person)
    {
        var template = Mappers(provider, "oidc-username-idp-mapper").Select(mapper => mapper.Config.GetValueOrDefault("template")).FirstOrDefault(text => !string.IsNullOrEmpty(text))
            ?? (person.Text("preferred_username") is null ? "${ALIAS}.${CLAIM.sub}" : "${CLAIM.preferred_username}");
        var name = AccountStore.Normalize(TemplatePart().Replace(template, part => part.Groups["claim"] is { Success: true } claim ? person.Text(claim.Value) ?? "" : provider.Alias));
        return name.Length is > 0 and <= 200 ? name : AccountStore.Normalize($"{provider.Alias}.{person.Subject}");
    }

    private IEnumerable<IdentityProviderMapper> Mappers(IdentityProvider provider, string type) =>
        current.Value.IdentityProviderMappers.Where(mapper => mapper.IdentityProviderAlias == provider.Alias && mapper.Type == type);

    // Keycloak's template: ${ALIAS} and ${CLAIM.name}.
    [GeneratedRegex(@"\$\{(?:ALIAS|CLAIM\.(?<claim>[^}]+))\}")]
    private static partial Regex TemplatePart();
}

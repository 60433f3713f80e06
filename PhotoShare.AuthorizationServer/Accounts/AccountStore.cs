using Microsoft.EntityFrameworkCore;
using PhotoShare.AuthorizationServer.Storage;

namespace PhotoShare.AuthorizationServer.Accounts;

/// <summary>The accounts of the current realm.</summary>
internal sealed class AccountStore(RealmDatabase database)
{
    /// <summary>The account with that <c>sub</c>, or <see langword="null"/>. It may be disabled: see <see cref="Account.Enabled"/>.</summary>
    public Task<Account?> FindAsync(string subject, CancellationToken cancellationToken) =>
        database.Set<Account>().AsNoTracking().SingleOrDefaultAsync(account => account.Id == subject, cancellationToken);

    /// <summary>The account with that user name, in whatever case it is typed, or <see langword="null"/>.</summary>
    public Task<Account?> FindByUsernameAsync(string username, CancellationToken cancellationToken)
    {
        var normalized = Normalize(username);
        return database.Set<Account>().AsNoTracking().SingleOrDefaultAsync(account => account.Username == normalized, cancellationToken);
    }

    /// <summary>How a user name is kept and compared: lower case, without spaces around it, as in Keycloak.</summary>
    public static string Normalize(string username) => username.Trim().ToLowerInvariant();
}

using PhotoShare.AuthorizationServer.Storage;

namespace PhotoShare.AuthorizationServer.Accounts;

/// <summary>The accounts of the current realm.</summary>
internal sealed class AccountStore(RealmDatabase database)
{
    /// <summary>The account of that id (<c>sub</c>), or <see langword="null"/>.</summary>
    public ValueTask<Account?> FindAsync(string sub, CancellationToken cancellationToken = default) => database.FindAsync<Account>([sub], cancellationToken);
}

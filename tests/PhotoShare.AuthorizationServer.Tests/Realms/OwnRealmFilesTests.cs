using PhotoShare.AuthorizationServer.Realms;

namespace PhotoShare.AuthorizationServer.Tests.Realms;

public sealed class OwnRealmFilesTests
{
    /// <summary>The realm files of this repository, with an address for every placeholder.</summary>
    private static RealmCatalog Load() => RealmCatalog.Load(
        [Path.Combine(Root, "PhotoShare.AppHost/Realms"), Path.Combine(Root, "PhotoShare.AppHost/Realms/Development")],
        name => name.EndsWith("_URL", StringComparison.Ordinal) ? "http://127.0.0.1:8080" : name.EndsWith("_SECRET", StringComparison.Ordinal) ? "a secret" : null);

    private static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    [Fact]
    public void Realm_files_of_this_repository_are_served() =>
        Assert.Equal(["friendbook", "instapic", "photoshare"], Load().All.Select(realm => realm.Name));

    [Fact]
    public void Each_realm_has_two_demo_accounts_from_its_users_file() =>
        Assert.All(Load().All, realm => Assert.Equal(["ada", "ben"], realm.Users.Select(user => user.Username)));

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "PhotoShare.sln")) ? folder : FindRoot(Path.GetDirectoryName(folder)!);
}

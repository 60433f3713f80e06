using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Realms;
using PhotoShare.AuthorizationServer.Storage;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace PhotoShare.AuthorizationServer.Protocol.Clients;

/// <summary>Makes OpenIddict's table of clients say what the realm file says. The file decides: the table is overwritten at each start.</summary>
/// <remarks>Secrets and keys stay out of it: they are checked against the realm file (<see cref="ClientAuthentication"/>).</remarks>
internal sealed class ClientRegistration(RealmDatabase database) : IRealmStartup
{
    public async Task StartAsync(Realm realm, CancellationToken cancellationToken)
    {
        var known = await database.Set<OpenIddictEntityFrameworkCoreApplication>().ToDictionaryAsync(row => row.Id!, cancellationToken);
        foreach (var client in realm.Clients.Where(client => client.Enabled))
        {
            if (!known.Remove(client.ClientId, out var row))
                database.Add(row = new OpenIddictEntityFrameworkCoreApplication { Id = client.ClientId });
            Write(client, row);
        }

        // A client that left the file keeps its row, for its grants refer to it, and may do nothing any more.
        foreach (var row in known.Values) row.Permissions = row.RedirectUris = row.PostLogoutRedirectUris = null;
        await database.SaveChangesAsync(cancellationToken);
    }

    private static void Write(RealmClient client, OpenIddictEntityFrameworkCoreApplication row)
    {
        row.ClientId = client.ClientId;
        row.ClientType = ClientTypes.Confidential;
        row.ConsentType = client.ConsentRequired ? ConsentTypes.Explicit : ConsentTypes.Implicit;
        row.DisplayName = client.Name;
        row.Permissions = JsonSerializer.Serialize(PermissionsOf(client));
        row.Requirements = client.Has("require.pushed.authorization.requests") ? JsonSerializer.Serialize<string[]>([Requirements.Features.PushedAuthorizationRequests]) : null;
        row.RedirectUris = JsonSerializer.Serialize(client.RedirectUris);
        row.PostLogoutRedirectUris = JsonSerializer.Serialize(client.PostLogoutRedirectUris);
    }

    private static string[] PermissionsOf(RealmClient client) => client.StandardFlowEnabled
        ?
        [
            Permissions.Endpoints.Authorization, Permissions.Endpoints.PushedAuthorization, Permissions.Endpoints.Token,
            Permissions.Endpoints.EndSession, Permissions.Endpoints.Introspection, Permissions.Endpoints.Revocation,
            Permissions.GrantTypes.AuthorizationCode, Permissions.GrantTypes.RefreshToken, Permissions.ResponseTypes.Code,
        ]
        : [Permissions.Endpoints.Introspection, Permissions.Endpoints.Revocation];
}

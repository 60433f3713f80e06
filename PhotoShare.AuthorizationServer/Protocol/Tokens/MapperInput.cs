using PhotoShare.AuthorizationServer.Accounts;
using PhotoShare.AuthorizationServer.Realms;

namespace PhotoShare.AuthorizationServer.Protocol.Tokens;

/// <summary>What claims are made from: the person, the client, the scopes granted to it, and when the person signed in.</summary>
internal sealed record MapperInput(Realm Realm, RealmClient Client, IReadOnlyCollection<ClientScope> Scopes, Account Account, long? AuthenticatedAt)
{
    /// <summary>The mappers that apply: those of the granted scopes, and the client's own.</summary>
    public IEnumerable<ProtocolMapper> Mappers => Scopes.SelectMany(scope => scope.ProtocolMappers).Concat(Client.ProtocolMappers);
}

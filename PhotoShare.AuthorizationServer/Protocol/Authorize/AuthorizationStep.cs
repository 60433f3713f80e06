using System.Collections.Immutable;
using OpenIddict.Abstractions;
using PhotoShare.AuthorizationServer.Accounts;
using PhotoShare.AuthorizationServer.Realms;

namespace PhotoShare.AuthorizationServer.Protocol.Authorize;

/// <summary>What an authorization request comes to next.</summary>
internal abstract record AuthorizationStep
{
    /// <summary>The person must sign in.</summary>
    public sealed record SignIn(OpenIddictRequest Request) : AuthorizationStep;

    /// <summary>The person must be asked.</summary>
    public sealed record Ask(OpenIddictRequest Request, RealmClient Client, Account Account, ImmutableArray<ClientScope> Scopes, ImmutableHashSet<string> GrantedBefore) : AuthorizationStep;

    /// <summary>The client gets an error.</summary>
    public sealed record Refuse(string Error, string Description) : AuthorizationStep;

    /// <summary>The client gets a code.</summary>
    public sealed record Grant(SignedIn Session, ImmutableArray<string> Scopes) : AuthorizationStep;

    /// <summary>The request was answered before, in another tab perhaps.</summary>
    public sealed record Gone : AuthorizationStep;
}

using System.Collections.Immutable;
using OpenIddict.Abstractions;
using PhotoShare.AuthorizationServer.Accounts;
using PhotoShare.AuthorizationServer.Realms;

namespace PhotoShare.AuthorizationServer.Protocol.Authorize;

/// <summary>One visit of the browser to the authorization endpoint.</summary>
/// <param name="RequestId">The id of the pending request.</param>
/// <param name="Request">The request, as it was pushed or kept.</param>
/// <param name="Session">Who is signed in, if anybody is.</param>
internal sealed record Visit(string RequestId, OpenIddictRequest Request, SignedIn? Session)
{
    /// <summary>The person whom the client expects: <c>sub</c> of <c>id_token_hint</c> (OpenID Connect Core section 3.1.2.1).</summary>
    public string? HintedSubject { get; init; }

    /// <summary>The answer to the consent page that this visit brings, if it does.</summary>
    public string? Decision { get; init; }
}

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

using System.Collections.Immutable;
using PhotoShare.AuthorizationServer.Realms;

namespace PhotoShare.AuthorizationServer.SignIn;

/// <summary>What the sign-in page shows.</summary>
public sealed record SignInModel
{
    public required Realm Realm { get; init; }

    /// <summary>Where the browser goes on: goes with the form.</summary>
    public required string Continue { get; init; }

    /// <summary>Where the form is posted.</summary>
    public required string Action { get; init; }

    /// <summary>The name of the client that sent the person here; <see langword="null"/> where they go to their own account page.</summary>
    public required string? ClientName { get; init; }

    /// <summary>What stands in the field already: <c>login_hint</c>, or what was typed before.</summary>
    public string? Username { get; init; }

    /// <summary>Why the last try failed.</summary>
    public string? Problem { get; init; }

    public ImmutableArray<SignInProvider> Providers { get; init; } = [];

    /// <summary>Accounts with a plain password in the realm files; in Development only.</summary>
    public ImmutableArray<DemoAccount> DemoAccounts { get; init; } = [];
}

/// <summary>Another realm at which one can sign in.</summary>
public sealed record SignInProvider(string Name, string Url);

/// <summary>An account to try things out with.</summary>
public sealed record DemoAccount(string Username, string Password);

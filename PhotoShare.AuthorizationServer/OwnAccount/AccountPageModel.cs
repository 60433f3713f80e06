using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using PhotoShare.AuthorizationServer.Realms;

namespace PhotoShare.AuthorizationServer.OwnAccount;

/// <summary>What the account page shows.</summary>
public sealed record AccountPageModel
{
    public required Realm Realm { get; init; }

    /// <summary>Who the person is signed in as: their name and user name.</summary>
    public required string AccountName { get; init; }

    public required string Username { get; init; }

    public required ImmutableArray<ConnectedApplication> Applications { get; init; }

    /// <summary>Where "Remove access" is posted, a local path: the client's id as <see cref="ClientField"/>, with an antiforgery token.</summary>
    public required string RemoveAction { get; init; }

    /// <summary>Where "Sign out" is posted, a local path, with an antiforgery token.</summary>
    public required string SignOutAction { get; init; }

    /// <summary>The name of the field that says whose access to remove.</summary>
    public const string ClientField = "client_id";

    public RazorComponentResult<AccountPage> ToResult() => new(new { Model = this });
}

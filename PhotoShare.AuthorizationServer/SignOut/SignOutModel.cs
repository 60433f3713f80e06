using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using PhotoShare.AuthorizationServer.Realms;

namespace PhotoShare.AuthorizationServer.SignOut;

/// <summary>Asks whether the person wants to sign out, where nothing proves that an application may ask for it (OpenID Connect RP-Initiated Logout section 2).</summary>
public sealed record SignOutModel
{
    public required Realm Realm { get; init; }

    /// <summary>Who the person is signed in as.</summary>
    public required string AccountName { get; init; }

    /// <summary>Where the answer is posted, a local path, with an antiforgery token.</summary>
    public required string Action { get; init; }

    /// <summary>What the answer carries.</summary>
    public ImmutableArray<KeyValuePair<string, string>> HiddenFields { get; init; } = [];

    public RazorComponentResult<SignOutPage> ToResult() => new(new { Model = this });
}

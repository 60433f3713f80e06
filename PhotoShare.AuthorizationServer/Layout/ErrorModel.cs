using Microsoft.AspNetCore.Http.HttpResults;
using PhotoShare.AuthorizationServer.Realms;

namespace PhotoShare.AuthorizationServer.Layout;

/// <summary>What an <see cref="ErrorPage"/> says.</summary>
/// <param name="Title">The heading, a few words.</param>
/// <param name="Message">What happened, in a sentence or two for the person.</param>
public sealed record ErrorModel(string Title, string Message)
{
    /// <summary>The realm whose page it is; none where the address names no realm of ours.</summary>
    public Realm? Realm { get; init; }

    /// <summary>What it means for the person, or what to do next.</summary>
    public string? Advice { get; init; }

    /// <summary>Where the way back leads. Only an address that was checked may stand here.</summary>
    public string? BackUrl { get; init; }

    public string BackText { get; init; } = "Go back";

    /// <summary>The cause, for developers: an error code and its description, never a secret, code or token.</summary>
    public string? Detail { get; init; }

    /// <summary>The page as an answer with the given status.</summary>
    public RazorComponentResult<ErrorPage> ToResult(int statusCode) => new(new { Model = this }) { StatusCode = statusCode };
}

using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using PhotoShare.AuthorizationServer.Realms;

namespace PhotoShare.AuthorizationServer.Consent;

/// <summary>What the consent page asks. The answer comes by POST to <see cref="Action"/>, as <c>decision</c> = <c>yes</c> or <c>no</c>, with an antiforgery token.</summary>
public sealed record ConsentModel
{
    public required Realm Realm { get; init; }

    /// <summary>The client's name, as the realm file gives it.</summary>
    public required string ClientName { get; init; }

    /// <summary>Who the person is signed in as: their name and user name.</summary>
    public required string AccountName { get; init; }

    public required string Username { get; init; }

    /// <summary>What the client asks for, in the order in which it is to be shown.</summary>
    public required ImmutableArray<ConsentScope> Scopes { get; init; }

    /// <summary>Where the answer is posted, a local path.</summary>
    public required string Action { get; init; }

    /// <summary>What the answer carries besides the decision.</summary>
    public ImmutableArray<KeyValuePair<string, string>> HiddenFields { get; init; } = [];

    /// <summary>Where somebody else can sign in, a local path; without it, the page offers no such thing.</summary>
    public string? SwitchAccountUrl { get; init; }

    /// <summary>Where the person can take back what they say yes to, a local path.</summary>
    public required string AccountUrl { get; init; }

    /// <summary>The name of the field that carries the answer.</summary>
    public const string DecisionField = "decision";

    public const string Yes = "yes";

    public const string No = "no";

    public RazorComponentResult<ConsentPage> ToResult() => new(new { Model = this });
}

/// <summary>One scope on the consent page.</summary>
/// <param name="Name">The scope (RFC 6749 section 3.3), shown small, for those who know it.</param>
/// <param name="Text">What it lets the client do, in words for people.</param>
/// <param name="AlreadyGranted">Whether the person said yes to it before.</param>
public sealed record ConsentScope(string Name, string Text, bool AlreadyGranted = false)
{
    /// <summary>The scopes of a request that people are asked about, in the order of <see cref="ClientScope.GuiOrder"/>.</summary>
    public static ImmutableArray<ConsentScope> Of(IEnumerable<ClientScope> requested, IReadOnlySet<string> granted) =>
    [
        .. requested
            .Where(scope => scope.DisplayOnConsentScreen)
            .OrderBy(scope => scope.GuiOrder).ThenBy(scope => scope.Name, StringComparer.Ordinal)
            .Select(scope => new ConsentScope(scope.Name, scope.ConsentText, granted.Contains(scope.Name))),
    ];
}

using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace PhotoShare.Contract.Tests.Browsing;

/// <summary>What a browser ends up with after it has followed the redirects of the authorization server.</summary>
public abstract record Whereabouts(IReadOnlyList<Hop> Hops);

/// <summary>One answer on the way.</summary>
public sealed record Hop(HttpMethod Method, Uri Uri, HttpStatusCode Status, Uri? Location);

/// <summary>A page that is shown.</summary>
public sealed partial record Page(Uri Uri, HttpStatusCode Status, HttpResponseHeaders Headers, string Html, IReadOnlyList<Hop> Hops) : Whereabouts(Hops)
{
    public string Text => Form.Text(Html);

    public IReadOnlyList<Form> Forms => Form.In(Html, Uri);

    /// <summary>The form that asks for a password, if this is a sign-in page.</summary>
    public Form? SignInForm => Forms.FirstOrDefault(form => form.Fields.ContainsKey("password"));

    /// <summary>The form with Yes and No, if this is a consent page.</summary>
    public Form? ConsentForm => Forms.FirstOrDefault(form => form.Buttons.Count >= 2 && form.Buttons.Any(button => button.Label == "Yes"));

    /// <summary>Where the sign-in page leads to sign in at another realm.</summary>
    public Uri ProviderLink(string alias) =>
        new(Uri, Anchor().Matches(Html).Select(anchor => Form.Attributes(anchor.Value).GetValueOrDefault("href", ""))
            .First(href => href.Contains($"/broker/{alias}/login", StringComparison.Ordinal)));

    /// <summary>What a page says that is neither for signing in nor for consent: an error.</summary>
    public bool IsError => (int)Status >= 400 && SignInForm is null && ConsentForm is null;

    [GeneratedRegex("<a\\s[^>]*>")]
    private static partial Regex Anchor();
}

/// <summary>The browser has come back to the client: an authorization response (RFC 6749 section 4.1.2) or the end of a logout.</summary>
public sealed record Arrival(Uri Uri, IReadOnlyList<Hop> Hops) : Whereabouts(Hops)
{
    private readonly Dictionary<string, Microsoft.Extensions.Primitives.StringValues> query =
        Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(Uri.Query.Length > 1 ? Uri.Query : Uri.Fragment.TrimStart('#'));

    /// <summary>The parameter of that name in the query, or else in the fragment, or <see langword="null"/>. Given twice is an error.</summary>
    public string? this[string name] => query.TryGetValue(name, out var values) ? values.Single() : null;
}

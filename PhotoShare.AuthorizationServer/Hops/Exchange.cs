using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using PhotoShare.AuthorizationServer.Consent;
using PhotoShare.AuthorizationServer.SignIn;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace PhotoShare.AuthorizationServer.Hops;

/// <summary>A request and its answer, as hops tell them: names and values, all of them; which may be seen is decided where they are written.</summary>
internal sealed class Exchange(HttpContext context)
{
    /// <summary>What the form holds, if an endpoint has read one: nobody reads it for the telemetry's sake.</summary>
    private readonly IFormCollection? form = context.Features.Get<IFormFeature>()?.Form;

    public bool IsDecision => form?.ContainsKey(ConsentModel.DecisionField) is true;

    public bool IsRefresh => form?["grant_type"].ToString() == GrantTypes.RefreshToken;

    /// <summary>Where the answer sends the browser, if it is another server or another realm.</summary>
    public Uri? Abroad => Location is { } location && !location.ToString().StartsWith(Realm.ToString(), StringComparison.Ordinal) ? location : null;

    /// <summary>The request that the browser is told to come back with: a plain one is kept and gets a name (RFC 9126).</summary>
    public string? KeptAs => Location is { } location && Abroad is null && QueryHelpers.ParseQuery(location.Query).TryGetValue(Parameters.RequestUri, out var name) ? name.ToString() : null;

    /// <summary>The protocol's error, if it was answered with one.</summary>
    public string? Error => context.GetOpenIddictServerResponse()?.Error;

    /// <summary>What was sent: query, form, and who speaks.</summary>
    public IEnumerable<KeyValuePair<string, string>> Sent()
    {
        // Read by OpenIddict from headers, too. What a request_uri stands for is left out: it did not come with this request.
        var protocol = context.GetOpenIddictServerRequest();
        if (protocol?.ClientId is { } client) yield return new(Parameters.ClientId, client);
        if (protocol?.AccessToken is { } token) yield return new(Parameters.AccessToken, token);
        if (Authentication is { } method) yield return new("authentication", method);
        foreach (var parameter in Single(context.Request.Query).Concat(Single(form ?? FormCollection.Empty))) yield return parameter;
    }

    /// <summary>Of the request with which the browser goes on after this one: its client and its name. Each tells a watcher to which dance the hop belongs.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Continued(string? next) => next?.IndexOf('?', StringComparison.Ordinal) is { } mark and > 0
        ? Single(QueryHelpers.ParseQuery(next[mark..])).Where(parameter => parameter.Key is Parameters.RequestUri or Parameters.ClientId or Parameters.State)
        : [];

    /// <summary><see cref="Continued(string?)"/> by this request's own parameter.</summary>
    public IEnumerable<KeyValuePair<string, string>> Continued() =>
        Continued((form?[ContinueUrl.Parameter] is { Count: 1 } posted ? posted : context.Request.Query[ContinueUrl.Parameter]).ToString());

    /// <summary>What came back in the body.</summary>
    public IEnumerable<KeyValuePair<string, string>> Received() => context.GetOpenIddictServerResponse()?.GetParameters()
        .Select(parameter => KeyValuePair.Create(parameter.Key, (string?)parameter.Value ?? string.Join(' ', parameter.Value.GetUnnamedParameters().Select(item => (string?)item)))) ?? [];

    /// <summary>What stands in an address's query.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Query(Uri address) => Single(QueryHelpers.ParseQuery(address.Query));

    private string? Authentication =>
        form?.ContainsKey(Parameters.ClientAssertion) is true ? ClientAuthenticationMethods.PrivateKeyJwt
        : form?.ContainsKey(Parameters.ClientSecret) is true ? ClientAuthenticationMethods.ClientSecretPost
        : context.Request.Headers.Authorization.ToString().StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) ? ClientAuthenticationMethods.ClientSecretBasic
        : null;

    private Uri Realm => new($"{context.Request.Scheme}://{context.Request.Host}{context.Request.PathBase}/");

    private Uri? Location => context.Response.StatusCode is >= 300 and < 400 && Uri.TryCreate(Realm, context.Response.Headers.Location.ToString(), out var location) ? location : null;

    // A parameter that comes twice is refused, and told by nobody.
    private static IEnumerable<KeyValuePair<string, string>> Single(IEnumerable<KeyValuePair<string, StringValues>> parameters) =>
        parameters.Where(parameter => parameter.Value.Count == 1).Select(parameter => KeyValuePair.Create(parameter.Key, parameter.Value.ToString()));
}

using Microsoft.AspNetCore.Http.HttpResults;
using PhotoShare.AuthorizationServer.Hops;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Layout;
using PhotoShare.AuthorizationServer.Realms;
using PhotoShare.AuthorizationServer.SignIn;

namespace PhotoShare.AuthorizationServer.Brokering;

/// <summary>Signing in at another realm: federation. The realm is a client of its identity provider (OpenID Connect Core section 3.1).</summary>
internal static class BrokerEndpoints
{
    /// <summary>Segments of the paths: <c>/broker/{alias}/login</c> and <c>/broker/{alias}/endpoint</c>.</summary>
    public const string Segment = "broker", BeginSegment = "login", EndSegment = "endpoint";

    public static void MapBroker(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet($"/{Segment}/{{alias}}/{BeginSegment}", Begin);
        // Each provider has a callback of its own: the answer of one can't be passed off as another's (RFC 9700 section 4.4.2).
        endpoints.MapGet($"/{Segment}/{{alias}}/{EndSegment}", EndAsync);
    }

    /// <summary>The callback of a provider, below the realm's address: Keycloak's path, so that providers know one redirect URI for both servers.</summary>
    public static string CallbackPath(string alias) => $"/{Segment}/{alias}/{EndSegment}";

    private static Results<RedirectHttpResult, NotFound, RazorComponentResult<ErrorPage>> Begin(HttpContext context, string alias, CurrentRealm current, BrokeredSignIns signIns, ProviderClient client)
    {
        if (Find(current.Value, alias) is not { } provider) return TypedResults.NotFound();
        if (ContinueUrl.Parse(context.Request.Query[ContinueUrl.Parameter], context.Request.PathBase) is not { } next) return SignInEndpoint.NothingToContinue(current);
        return TypedResults.Redirect(client.AuthorizationUrl(provider, signIns.Begin(context, alias, next.Value)));
    }

    private static async Task<IResult> EndAsync(HttpContext context, string alias, CurrentRealm current, BrokeredSignIns signIns, ProviderClient client, BrokeredAccounts accounts, Sessions sessions)
    {
        if (Find(current.Value, alias) is not { } provider) return TypedResults.NotFound();
        var (query, facts) = (context.Request.Query, HopFacts.Of(context));
        // A parameter that comes twice means one thing to one reader and another to the next (RFC 6749 section 3.1).
        if (query.Any(parameter => parameter.Value.Count != 1) || signIns.Take(context, alias, query["state"].ToString()) is not { } signIn)
        {
            facts.Error = "unknown_state";
            return BrokerPages.Lost(current.Value, provider);
        }

        facts.Continue = signIn.Continue;
        var back = $"{context.Request.PathBase}{SignInEndpoint.Path}{QueryString.Create(ContinueUrl.Parameter, signIn.Continue)}";
        var answer = await client.RedeemAsync(provider, signIn, CallbackParameters.Of(query), context.RequestAborted);
        facts.Error = answer switch { ProviderAnswer.SaidNo => "access_denied", ProviderAnswer.Failed => "sign_in_failed", _ => null };
        switch (answer)
        {
            case ProviderAnswer.Person(var person):
                var account = await accounts.FindOrCreateAsync(provider, person, context.RequestAborted);
                if (!account.Enabled) return BrokerPages.Disabled(current.Value, back);
                await sessions.BeginAsync(context, account, alias);
                return TypedResults.LocalRedirect(signIn.Continue);
            case ProviderAnswer.SaidNo:
                return BrokerPages.SaidNo(current.Value, provider, back);
            case ProviderAnswer.Failed(var reason):
                return BrokerPages.Failed(context, current.Value, provider, back, reason);
            default:
                throw new InvalidOperationException("The provider's answer is of no known kind.");
        }
    }

    private static IdentityProvider? Find(Realm realm, string alias) =>
        realm.IdentityProviders.FirstOrDefault(provider => provider.Enabled && provider.Alias == alias);
}

/// <summary>What the provider sent back through the browser (RFC 6749 section 4.1.2, RFC 9207).</summary>
internal sealed record CallbackParameters(string? Code, string? Error, string? Issuer)
{
    public static CallbackParameters Of(IQueryCollection query) => new(query["code"], query["error"], query["iss"]);
}

using Microsoft.AspNetCore.Http.Features;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.AuthorizationServer.Hops;

/// <summary>
/// Makes the span of each request the hop that it is. In one place for all endpoints: most of a hop can be told from request and answer,
/// and endpoints note the rest as <see cref="HopFacts"/>.
/// </summary>
/// <remarks>
/// What comes by the browser carries no trace context. Whoever watches finds the dance by the fingerprints of <c>request_uri</c> and
/// <c>state</c>, so each front-channel hop has one of them, also where it stands in a parameter of our own (<c>continue</c>) or in a cookie.
/// </remarks>
internal sealed class HopMarking(RequestDelegate next, RealmHops hops)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (HopTable.Find(context.Request) is not { } step)
        {
            await next(context);
            return;
        }

        var facts = new HopFacts();
        context.Features.Set(facts);
        try
        {
            await next(context);
        }
        finally
        {
            Mark(context, step, facts, new Exchange(context));
        }
    }

    private void Mark(HttpContext context, HopStep step, HopFacts facts, Exchange exchange)
    {
        if (StepOf(step, facts, exchange) is not { } seen) return;
        var hop = hops.Mark(context.Features.Get<IHttpActivityFeature>()?.Activity, seen, From(seen), To(seen)).Sent(exchange.Sent());
        if (seen.Channel == HopChannel.Back) hop.Received(exchange.Received());
        hop.Sent(exchange.Continued()).Sent(Exchange.Continued(facts.Continue).Where(parameter => parameter.Key == "request_uri"));
        hop.Received("request_uri", exchange.KeptAs);
        // What is refused by a redirect shows on the redirect.
        if ((facts.Error ?? exchange.Error) is { } error && exchange.Abroad is null) hop.Refused(error);
        if (facts.AsksWho) hop.Waiting("signing in");
        if (exchange.Abroad is { } address && seen.Channel == HopChannel.Front) Redirect(hop, step, seen, address);
        if (facts.AsksConsent) Ask(hop, seen);
    }

    /// <summary>What is put in the redirect is what this server says; a redirect that answers more than the browser's return is a hop of its own.</summary>
    private void Redirect(HopSpan request, HopStep step, HopStep seen, Uri address)
    {
        if (step != HopSteps.AuthorizationRequest)
        {
            if (seen == HopSteps.RedirectOut) request.Sent(Exchange.Query(address));
            return;
        }
        using var own = seen == HopSteps.RedirectBack ? default : hops.Tell(HopSteps.RedirectBack);
        var redirect = seen == HopSteps.RedirectBack ? request : own;
        redirect.Sent(Exchange.Query(address)).Sent("redirect_uri", address.GetLeftPart(UriPartial.Path));
        if (Exchange.Query(address).FirstOrDefault(parameter => parameter.Key == "error").Value is { } error) redirect.Refused(error);
    }

    private void Ask(HopSpan request, HopStep seen)
    {
        using var own = seen == HopSteps.ConsentPage ? default : hops.Tell(HopSteps.ConsentPage);
        (seen == HopSteps.ConsentPage ? request : own).Waiting("deciding");
    }

    /// <returns>None for what turns out to belong to no dance: signing in to look at one's own account, a second look at a request.</returns>
    private static HopStep? StepOf(HopStep step, HopFacts facts, Exchange exchange)
    {
        if (step == HopSteps.TokenRequest && exchange.IsRefresh) return HopSteps.Refresh;
        if (step == HopSteps.SignInPage || step == HopSteps.SignIn || step == HopSteps.RedirectOut) return exchange.Continued().Any() ? step : null;
        if (step != HopSteps.AuthorizationRequest) return step;
        if (exchange.IsDecision) return HopSteps.Consent;
        // The browser comes back from signing in with the request that it brought before: that is no second authorization request.
        if (!facts.IsContinued) return step;
        return exchange.Abroad is not null ? HopSteps.RedirectBack : facts.AsksConsent ? HopSteps.ConsentPage : null;
    }

    private Party? From(HopStep step) =>
        step == HopSteps.RedirectOut || step == HopSteps.RedirectBack ? hops.Self
        : step.Channel == HopChannel.Front ? Party.Browser
        // Who asks is known here by a client id at most, and the realm in which that client lives is not: the caller's own span says it.
        : step == HopSteps.Introspection ? Party.ResourceServer(hops.Self.Realm)
        : null;

    private Party To(HopStep step) => step == HopSteps.RedirectOut || step == HopSteps.RedirectBack ? Party.Browser : hops.Self;
}

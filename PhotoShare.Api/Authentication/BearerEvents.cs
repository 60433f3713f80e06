using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PhotoShare.Api.Hops;

namespace PhotoShare.Api.Authentication;

/// <summary>How a token is taken from a request, what is asked about it beyond its signature, and how it is refused.</summary>
internal sealed class BearerEvents(RealmMetadata realm, TokenStates states, ApiHops hops, IOptions<ApiOptions> options) : JwtBearerEvents
{
    /// <summary>From the Authorization header and nowhere else: what stands in a URL is ignored (threat 35; RFC 9700 section 4.3.2).</summary>
    public override async Task MessageReceived(MessageReceivedContext context)
    {
        var header = context.Request.Headers.Authorization;
        switch (BearerHeader.Read(header, out var token))
        {
            case BearerHeader.Form.None:
                context.NoResult();
                return;
            case BearerHeader.Form.Malformed:
                context.Fail(new BearerRefusedException(BearerRefusal.Malformed));
                return;
        }
        hops.Presented(context.HttpContext, token);
        // RFC 6750 section 3.1: more than one way of sending a token is an invalid request.
        if (context.Request.Query.ContainsKey("access_token"))
        {
            context.Fail(new BearerRefusedException(BearerRefusal.Malformed));
            return;
        }
        context.Token = token;
        await LoadKeyAsync(context, token);
    }

    /// <summary>Has the key at hand that the token names. Only a token that could be this realm's is worth a question to it.</summary>
    private async Task LoadKeyAsync(MessageReceivedContext context, string token)
    {
        try
        {
            var jwt = new JsonWebToken(token);
            if (jwt.Issuer != options.Value.Issuer || !BearerValidation.Algorithms.Contains(jwt.Alg)) return;
            await realm.GetAsync(jwt.Kid, context.HttpContext.RequestAborted);
        }
        catch (RealmUnavailableException e)
        {
            context.Fail(e);
        }
        catch (Exception e) when (e is SecurityTokenException or ArgumentException)
        {
            // No JWT: the handler says so.
        }
    }

    public override async Task TokenValidated(TokenValidatedContext context)
    {
        var person = context.Principal!;
        var subject = person.FindFirstValue("sub");
        hops.Believed(context.HttpContext, person.FindFirstValue("client_id") ?? person.FindFirstValue("azp"));
        if (string.IsNullOrEmpty(subject)) context.Fail(new BearerRefusedException(BearerRefusal.Invalid));
        // RFC 9449 section 7.2, RFC 8705 section 3: a bound token needs its proof.
        else if (person.HasClaim(claim => claim.Type == "cnf")) context.Fail(new BearerRefusedException(BearerRefusal.SenderBound));
        else await AskRealmAsync(context, subject);
    }

    private async Task AskRealmAsync(TokenValidatedContext context, string subject)
    {
        try
        {
            var state = await states.GetAsync(((JsonWebToken)context.SecurityToken).EncodedToken, context.HttpContext.RequestAborted);
            if (!state.Active || (state.Subject is not null && state.Subject != subject))
                context.Fail(new BearerRefusedException(BearerRefusal.Invalid));
            else if (PersonRequirement.IsClient(context.Principal!, state))
                ((ClaimsIdentity)context.Principal!.Identity!).AddClaim(PersonRequirement.Client);
        }
        catch (RealmUnavailableException e)
        {
            context.Fail(e);
        }
    }

    public override Task Challenge(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        var refusal = context.AuthenticateFailure switch
        {
            null => BearerRefusal.NoToken,
            BearerRefusedException refused => refused.Refusal,
            RealmUnavailableException => BearerRefusal.RealmUnavailable,
            SecurityTokenExpiredException => BearerRefusal.Expired,
            _ => BearerRefusal.Invalid,
        };
        return refusal.WriteAsync(context.HttpContext, options.Value.Network);
    }
}

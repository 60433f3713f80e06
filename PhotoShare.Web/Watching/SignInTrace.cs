using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using PhotoShare.OAuth.Hops;
using PhotoShare.Web.SignIn;

namespace PhotoShare.Web.Watching;

/// <summary>
/// One trace for a sign-in: its context travels in the handler's <c>state</c>, which only we can read. The callback is the handler's, inside of
/// authentication, so the trace is taken up before that: what begins within the handler does not flow out of it.
/// </summary>
public static class SignInTrace
{
    private const string Item = "photoshare.dance";

    /// <summary>To be carried with the challenge.</summary>
    public static void Carry(AuthenticationProperties properties, HopSpan start)
    {
        ArgumentNullException.ThrowIfNull(properties);
        properties.Items[Item] = start.Activity?.Id;
    }

    /// <summary>Goes before authentication.</summary>
    public static IApplicationBuilder UseSignInTrace(this IApplicationBuilder app)
    {
        var hops = app.ApplicationServices.GetRequiredService<RequestHops>();
        var server = app.ApplicationServices.GetRequiredService<SignInServer>();
        var handler = app.ApplicationServices.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>();
        return app.Use((context, next) =>
        {
            var options = handler.Get(SignInSetup.Scheme);
            if (context.Request.Path == options.CallbackPath) TakeUp(hops, context, options.StateDataFormat, server);
            return next(context);
        });
    }

    private static void TakeUp(RequestHops hops, HttpContext context, ISecureDataFormat<AuthenticationProperties> states, SignInServer server)
    {
        var query = context.Request.Query;
        string? dance = null;
        states.Unprotect(query["state"])?.Items.TryGetValue(Item, out dance);
        var hop = hops.Continue(context, dance, HopSteps.Callback);
        if (dance is null) hop.Begins(DanceMarks.SignIn, WebHops.Realm, server.ClientId);
        foreach (var name in (string[])["code", "state", "iss", "error"]) hop.Sent(name, query[name]);
    }
}

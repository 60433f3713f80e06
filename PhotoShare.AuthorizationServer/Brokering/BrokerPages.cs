using Microsoft.AspNetCore.Http.HttpResults;
using PhotoShare.AuthorizationServer.Layout;
using PhotoShare.AuthorizationServer.Realms;

namespace PhotoShare.AuthorizationServer.Brokering;

/// <summary>What the person reads when a sign-in at an identity provider comes to nothing.</summary>
internal static class BrokerPages
{
    public static RazorComponentResult<ErrorPage> Lost(Realm realm, IdentityProvider provider) => new ErrorModel(
        "This sign-in can't go on", $"{provider.DisplayName} sent you back to {realm.DisplayName}, but this browser has no sign-in under way: it took too long, or was finished already.")
    {
        Realm = realm,
        Advice = "Go back to the application, and press its sign-in button again.",
    }.ToResult(StatusCodes.Status400BadRequest);

    public static RazorComponentResult<ErrorPage> SaidNo(Realm realm, IdentityProvider provider, string back) => new ErrorModel(
        "You did not sign in", $"The sign-in with {provider.DisplayName} was cancelled. {realm.DisplayName} learned nothing about you.")
    {
        Realm = realm,
        BackUrl = back,
        BackText = "Choose how to sign in",
    }.ToResult(StatusCodes.Status403Forbidden);

    public static RazorComponentResult<ErrorPage> Disabled(Realm realm, string back) => new ErrorModel(
        "This account is closed", $"Your account at {realm.DisplayName} can't be used at present.")
    {
        Realm = realm,
        BackUrl = back,
        BackText = "Sign in as somebody else",
    }.ToResult(StatusCodes.Status403Forbidden);

    public static RazorComponentResult<ErrorPage> Failed(HttpContext context, Realm realm, IdentityProvider provider, string back, string reason) => new ErrorModel(
        $"Signing in with {provider.DisplayName} did not work", $"{provider.DisplayName} could not tell {realm.DisplayName} who you are. Nothing of yours was changed.")
    {
        Realm = realm,
        Advice = "Try again in a moment, or sign in another way.",
        BackUrl = back,
        BackText = "Choose how to sign in",
        Detail = context.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment() ? reason : null,
    }.ToResult(StatusCodes.Status502BadGateway);
}

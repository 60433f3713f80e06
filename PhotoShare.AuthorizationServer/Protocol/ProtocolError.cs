using OpenIddict.Abstractions;
using PhotoShare.AuthorizationServer.Layout;
using PhotoShare.AuthorizationServer.Realms;

namespace PhotoShare.AuthorizationServer.Protocol;

/// <summary>An error that can't be sent back to the client, because nobody knows whether the address is the client's (RFC 6749 section 4.1.2.1).</summary>
internal static class ProtocolError
{
    /// <summary>A page for the person, with status 400; in Development with the cause.</summary>
    public static IResult Page(HttpContext context, Realm realm, OpenIddictResponse error)
    {
        context.Response.Headers.CacheControl = "no-store";
        return new ErrorModel("This request can't be answered", $"The application that sent you here asked {realm.DisplayName} for something in a way that is not accepted. Nothing was shared with it.")
        {
            Realm = realm,
            Advice = "Go back to the application and try again. A request can be used once, and for a short time.",
            Detail = context.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment() ? $"{error.Error}: {error.ErrorDescription}" : null,
        }.ToResult(StatusCodes.Status400BadRequest);
    }
}

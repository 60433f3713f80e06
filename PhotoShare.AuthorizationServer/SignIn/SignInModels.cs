using Microsoft.AspNetCore.Http.Extensions;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Realms;

namespace PhotoShare.AuthorizationServer.SignIn;

/// <summary>Makes what the sign-in page shows from the realm.</summary>
internal sealed class SignInModels(CurrentRealm current, IHostEnvironment environment)
{
    public SignInModel For(HttpContext context, ContinueUrl next, string? username)
    {
        var realm = current.Value;
        return new SignInModel
        {
            Realm = realm,
            Continue = next.Value,
            Action = $"{context.Request.PathBase}{SignInEndpoint.Path}",
            ClientName = next.IsAccountPage ? null : realm.FindClient(next.ClientId) is { Enabled: true } client ? client.Name : "An application",
            Username = username is { Length: <= 255 } ? username : null,
            Providers =
            [
                .. realm.IdentityProviders.Where(provider => provider is { Enabled: true, HideOnLogin: false })
                    .Select(provider => new SignInProvider(provider.DisplayName, ProviderUrl(context, provider, next))),
            ],
            DemoAccounts = environment.IsDevelopment()
                ? [.. realm.Users.SelectMany(user => user.Credentials, (user, credential) => (user, credential.Value))
                    .Where(pair => pair.user.Enabled && pair.Value is not null).Select(pair => new DemoAccount(pair.user.Username, pair.Value!))]
                : [],
        };
    }

    /// <summary>Where a sign-in at an identity provider begins.</summary>
    public static string ProviderUrl(HttpContext context, IdentityProvider provider, ContinueUrl next) =>
        $"{context.Request.PathBase}/broker/{provider.Alias}/login{new QueryBuilder { { ContinueUrl.Parameter, next.Value } }}";
}

using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using PhotoShare.Dance.Pages;

namespace PhotoShare.Dance.Guards;

/// <summary>Sign-in by OpenID Connect, and a role: on every page, for pages that say nothing about it too.</summary>
internal static class SignInSetup
{
    private const string Roles = "roles";

    private static readonly TimeSpan Session = TimeSpan.FromHours(8);

    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(options =>
        {
            options.DefaultScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            options.DefaultChallengeScheme = OpenIdConnectDefaults.AuthenticationScheme;
        }).AddCookie(options =>
        {
            options.Cookie.Name = "dance";
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.ExpireTimeSpan = Session;
            // Signed in and without the role: no page to redirect to, and forgotten, so that a role that was given since counts at the next try.
            options.Events.OnRedirectToAccessDenied = async context =>
            {
                await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
            };
        }).AddOpenIdConnect();
        builder.Services.AddOptions<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme).Configure<IOptions<DanceOptions>>((options, dance) => Configure(options, dance.Value.SignIn));
        builder.Services.AddAuthorization();
        builder.Services.AddOptions<AuthorizationOptions>().Configure<IOptions<DanceOptions>>((authorization, dance) =>
            authorization.FallbackPolicy = authorization.DefaultPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireClaim(Roles, dance.Value.SignIn.Role).Build());
    }

    private static void Configure(OpenIdConnectOptions options, DanceOptions.SignInOptions signIn)
    {
        options.Authority = signIn.Issuer;
        options.ClientId = signIn.ClientId;
        options.ClientSecret = signIn.ClientSecret;
        if (!string.IsNullOrEmpty(signIn.MetadataAddress)) options.MetadataAddress = signIn.MetadataAddress;
        // The validator has judged the addresses.
        options.RequireHttpsMetadata = false;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.PushedAuthorizationBehavior = PushedAuthorizationBehavior.UseIfAvailable;
        options.UsePkce = true;
        options.MapInboundClaims = false;
        options.DisableTelemetry = true;
        options.SaveTokens = false;
        options.TokenValidationParameters.ValidIssuer = signIn.Issuer;
        options.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(10);
        foreach (var cookie in (CookieBuilder[])[options.CorrelationCookie, options.NonceCookie])
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        }
        options.Events.OnMessageReceived = RefuseOtherIssuers;
        options.Events.OnTokenValidated = TakeRealmRoles;
        options.Events.OnRemoteFailure = TellFailure;
    }

    private static Task TellFailure(RemoteFailureContext context)
    {
        context.Response.StatusCode = context.Failure is { } failure && ProblemPages.Status(failure) == StatusCodes.Status503ServiceUnavailable ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status400BadRequest;
        context.HandleResponse();
        return Task.CompletedTask;
    }

    /// <summary>The handler does not look at it: an answer of another server than was asked (RFC 9207 section 2.4).</summary>
    private static Task RefuseOtherIssuers(MessageReceivedContext context)
    {
        if (context.ProtocolMessage.Iss is { } issuer && issuer != context.Options.Authority) context.Fail("The answer is another issuer's.");
        return Task.CompletedTask;
    }

    /// <summary>Keycloak has them in <c>"realm_access":{"roles":[…]}</c>.</summary>
    private static Task TakeRealmRoles(TokenValidatedContext context)
    {
        if (context.Principal?.Identity is not ClaimsIdentity person || person.FindFirst("realm_access")?.Value is not { } access) return Task.CompletedTask;
        using var json = JsonDocument.Parse(access);
        if (json.RootElement.TryGetProperty(Roles, out var roles) && roles.ValueKind == JsonValueKind.Array)
            person.AddClaims(roles.EnumerateArray().Where(role => role.ValueKind == JsonValueKind.String).Select(role => new Claim(Roles, role.GetString()!)));
        return Task.CompletedTask;
    }
}

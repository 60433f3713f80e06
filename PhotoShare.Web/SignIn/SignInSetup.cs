using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using PhotoShare.Web.Dance;
using PhotoShare.Web.Networks;
using PhotoShare.Web.Sessions;

namespace PhotoShare.Web.SignIn;

/// <summary>Signing in to PhotoShare itself, by the framework's OpenID Connect handler.</summary>
public static class SignInSetup
{
    public const string Scheme = OpenIdConnectDefaults.AuthenticationScheme;

    public static void AddSignIn(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new PublicUrl(builder.Configuration["PublicUrl"]));
        builder.Services.AddSingleton(SignInServer.Parse(builder.Configuration, builder.Environment));
        builder.Services.AddSingleton<SignInEvents>();
        builder.Services.AddAuthentication().AddOpenIdConnect();
        builder.Services.AddOptions<OpenIdConnectOptions>(Scheme)
            .Configure<SignInServer, IHttpClientFactory, SignInEvents, PublicUrl>(Configure);
    }

    private static void Configure(OpenIdConnectOptions options, SignInServer server, IHttpClientFactory clients, SignInEvents events, PublicUrl publicUrl)
    {
        options.Authority = server.Issuer;
        options.ClientId = server.ClientId;
        options.SignInScheme = SessionCookie.Scheme;
        options.Backchannel = clients.CreateClient(BackChannelClient.SignInName);
        options.RequireHttpsMetadata = false; // SignInServer.Parse has judged the addresses.
        options.ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
            server.MetadataAddress.AbsoluteUri, new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(options.Backchannel) { RequireHttps = false }, new TrustedMetadata(server));

        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.PushedAuthorizationBehavior = PushedAuthorizationBehavior.Require;
        options.UsePkce = true;
        options.Scope.Clear();
        options.Scope.Add("openid");
        options.Scope.Add("profile");
        options.MapInboundClaims = false;
        options.DisableTelemetry = true;
        // The tokens of the sign-in are of no use once they are checked.
        options.SaveTokens = false;

        options.TokenHandler = new StrictIdTokens { MapInboundClaims = false };
        options.TokenValidationParameters.NameClaimType = "name";
        options.TokenValidationParameters.ValidIssuer = server.Issuer;
        options.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSsaPssSha256];
        options.TokenValidationParameters.ValidTypes = ["JWT"];
        options.TokenValidationParameters.TryAllIssuerSigningKeys = false;
        options.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(10);

        foreach (var cookie in (CookieBuilder[])[options.CorrelationCookie, options.NonceCookie])
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = publicUrl.CookieSecurity;
        }
        options.Events = events;
    }
}

/// <summary>The authorization server that signs people in to PhotoShare: section <c>SignIn</c>.</summary>
/// <param name="Issuer">Its issuer identifier.</param>
/// <param name="ClientId">How it knows us.</param>
/// <param name="MetadataAddress">Where its discovery document is read.</param>
public sealed record SignInServer(string Issuer, string ClientId, Uri MetadataAddress)
{
    /// <exception cref="InvalidOperationException">A key is absent or wrong; the message names all that are.</exception>
    public static SignInServer Parse(IConfiguration configuration, IHostEnvironment environment)
    {
        var mistakes = new List<string>();
        var parser = new NetworkParser(mistakes, environment.IsDevelopment());
        var section = configuration.GetSection("SignIn");
        var issuer = section["Issuer"];
        parser.Address("SignIn:Issuer", issuer);
        parser.Require("SignIn:ClientId", section["ClientId"]);
        var metadata = section["MetadataAddress"] ?? issuer?.TrimEnd('/') + "/.well-known/openid-configuration";
        var address = mistakes.Count == 0 ? parser.InternalAddress("SignIn:MetadataAddress", metadata) : null;
        if (mistakes.Count > 0) throw new InvalidOperationException(string.Join(Environment.NewLine, mistakes));
        return new SignInServer(issuer!, section["ClientId"]!, address!);
    }
}

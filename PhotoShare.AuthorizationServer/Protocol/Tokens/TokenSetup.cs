using static OpenIddict.Server.OpenIddictServerEvents;
using static OpenIddict.Server.OpenIddictServerHandlers;

namespace PhotoShare.AuthorizationServer.Protocol.Tokens;

internal static class TokenSetup
{
    public static void AddTokens(this IServiceCollection services) => services.AddScoped<Grants>();

    public static OpenIddictServerBuilder AddTokenRules(this OpenIddictServerBuilder server) => server
        // Codes, requests and refresh tokens are used up by ours, atomically.
        .RemoveEventHandler(RedeemTokenEntry.Descriptor)
        .AddEventHandler<ValidateTokenContext>(handler => handler.UseScopedHandler<EndGrantOfReplayedCode>().SetOrder(Protection.ValidateTokenEntry.Descriptor.Order - 500))
        .AddEventHandler<ProcessAuthenticationContext>(handler => handler.UseScopedHandler<RedeemCodeOnce>().SetOrder(ValidateAuthorizationCode.Descriptor.Order + 500))
        .AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseSingletonHandler<RequireVerifier>().SetOrder(Exchange.ValidateProofKeyForCodeExchangeParameters.Descriptor.Order - 500))
        .AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseSingletonHandler<RefuseMoreScopes>().SetOrder(Exchange.ValidateGrantedScopes.Descriptor.Order - 500))
        .AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseScopedHandler<RotateRefreshTokens>().SetOrder(int.MaxValue))
        .AddEventHandler<ProcessSignInContext>(handler => handler.UseScopedHandler<ChooseTokens>().SetOrder(EvaluateGeneratedTokens.Descriptor.Order + 500))
        .AddEventHandler<ProcessSignInContext>(handler => handler.UseScopedHandler<BindGrantToSession>().SetOrder(AttachAuthorization.Descriptor.Order + 500))
        .AddEventHandler<ProcessSignInContext>(handler => handler.UseScopedHandler<FillTokens>().SetOrder(GenerateAccessToken.Descriptor.Order - 500))
        .AddEventHandler<ProcessSignInContext>(handler => handler.UseSingletonHandler<RoundUpRequestLifetime>().SetOrder(PrepareRequestTokenPrincipal.Descriptor.Order + 500))
        .AddEventHandler<ProcessSignInContext>(handler => handler.UseSingletonHandler<AnswerInFull>().SetOrder(AttachSignInParameters.Descriptor.Order + 500))
        .AddEventHandler<ValidateIntrospectionRequestContext>(handler => handler.UseSingletonHandler<IntrospectForAudienceOnly>().SetOrder(Introspection.ValidateTokenType.Descriptor.Order - 500))
        .AddEventHandler<HandleIntrospectionRequestContext>(handler => handler.UseScopedHandler<FillIntrospection>().SetOrder(Introspection.AttachApplicationClaims.Descriptor.Order + 500))
        // An answer to a program has a body that programs read, also when it is 401.
        .RemoveEventHandler(OpenIddict.Server.AspNetCore.OpenIddictServerAspNetCoreHandlers.ProcessChallengeErrorResponse<ApplyUserInfoResponseContext>.Descriptor)
        .AddEventHandler<ExtractUserInfoRequestContext>(handler => handler.UseSingletonHandler<TokenFromHeaderOnly>()
            .SetOrder(OpenIddict.Server.AspNetCore.OpenIddictServerAspNetCoreHandlers.ExtractAccessToken<ExtractUserInfoRequestContext>.Descriptor.Order - 500))
        .AddEventHandler<HandleUserInfoRequestContext>(handler => handler.UseScopedHandler<FillUserInfo>().SetOrder(UserInfo.AttachClaims.Descriptor.Order + 500))
        .AddEventHandler<HandleRevocationRequestContext>(handler => handler.UseScopedHandler<RevokeWholeGrant>().SetOrder(Revocation.RevokeToken.Descriptor.Order - 500));
}

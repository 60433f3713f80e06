using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PhotoShare.AuthorizationServer.Protocol.Tokens;

/// <summary>Ends the grant of a code that comes a second time, when OpenIddict finds that it was redeemed before.</summary>
internal sealed class EndGrantOfReplayedCode(Grants grants, IOpenIddictTokenManager tokens) : IOpenIddictServerHandler<ValidateTokenContext>
{
    public async ValueTask HandleAsync(ValidateTokenContext context)
    {
        if (context.Principal?.HasTokenType(TokenTypeIdentifiers.Private.AuthorizationCode) is not true || context.TokenId is null || context.AuthorizationId is null) return;
        if (await tokens.FindByIdAsync(context.TokenId, context.CancellationToken) is { } code && await tokens.HasStatusAsync(code, Statuses.Redeemed, context.CancellationToken))
            await grants.EndAsync(context.AuthorizationId, context.CancellationToken);
    }
}

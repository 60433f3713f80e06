using PhotoShare.OAuth.Hops;
using PhotoShare.Web.Networks;

namespace PhotoShare.Web.Dance;

/// <summary>Redeems the authorization grant for tokens, server to server (RFC 6749 section 4.1.3). Once: a code that was sent is spent, whatever came back.</summary>
public sealed class CodeRedemption(Discovery discovery, BackChannel backChannel, AuthorizationRequest authorization, TimeProvider clock)
{
    public async Task<DanceResult<TokenResponse>> RedeemAsync(Network network, Transaction transaction, string code, CancellationToken cancellationToken)
    {
        if (!(await discovery.MetadataAsync(network, cancellationToken)).TryGet(out var server, out var refusal)) return refusal;
        var now = clock.GetUtcNow();
        var answer = await backChannel.PostAsync(new(network, HopSteps.TokenRequest, server.TokenEndpoint), new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = authorization.RedirectUri(network),
            ["code_verifier"] = transaction.CodeVerifier,
        }, cancellationToken);

        return answer switch
        {
            Answer.Success success when TokenResponse.Read(success.Body, now) is { } tokens => tokens,
            Answer.Refused { Code: "invalid_grant" } error => new Refusal(DanceProblem.CodeExpiredOrUsed, error.Cause),
            _ => answer.ToRefusal(),
        };
    }
}

using Microsoft.AspNetCore.WebUtilities;
using PhotoShare.OAuth;
using PhotoShare.OAuth.Hops;
using PhotoShare.Web.Networks;
using PhotoShare.Web.SignIn;
using PhotoShare.Web.Watching;

namespace PhotoShare.Web.Dance;

/// <summary>The first steps: make an authorization request, push it where the server takes that, and send the browser there.</summary>
public sealed class AuthorizationRequest(Discovery discovery, BackChannel backChannel, TransactionStore transactions, PublicUrl publicUrl, WebHops hops)
{
    /// <summary>The address in the front channel that the browser is sent to.</summary>
    public async Task<DanceResult<Uri>> BeginAsync(Network network, string state, Transaction transaction, CancellationToken cancellationToken)
    {
        if (!(await discovery.MetadataAsync(network, cancellationToken)).TryGet(out var server, out var refusal)) return refusal;
        var parameters = Parameters(network, state, transaction);

        if (network.PushedAuthorization || server.RequirePushedAuthorizationRequests)
        {
            if (!(await PushAsync(network, server, parameters, cancellationToken)).TryGet(out var requestUri, out refusal)) return refusal;
            // FAPI 2.0 section 5.3.3: nothing else in the front channel.
            parameters = new Dictionary<string, string> { ["client_id"] = network.ClientId, ["request_uri"] = requestUri };
        }
        await transactions.SaveAsync(state, transaction);
        var address = new Uri(QueryHelpers.AddQueryString(server.AuthorizationEndpoint.AbsoluteUri, parameters!));
        hops.RedirectOut(address);
        return address;
    }

    /// <summary>The address that the network sends the browser back to: one for each network, so that an answer can't be taken for another's.</summary>
    public string RedirectUri(Network network) => publicUrl.Absolute(DanceEndpoints.CallbackPath(network.Id));

    // RFC 6749 section 4.1.1, RFC 7636 section 4.3, OpenID Connect Core section 3.1.2.1.
    private Dictionary<string, string> Parameters(Network network, string state, Transaction transaction)
    {
        var parameters = new Dictionary<string, string>
        {
            ["response_type"] = "code",
            ["client_id"] = network.ClientId,
            ["redirect_uri"] = RedirectUri(network),
            ["scope"] = Scopes.Format(transaction.Scopes),
            ["state"] = state,
            ["code_challenge"] = Pkce.Challenge(transaction.CodeVerifier),
            ["code_challenge_method"] = Pkce.Method,
            // Without it a single sign-on and a remembered consent would connect whoever is signed in there, without a word.
            ["prompt"] = "consent",
        };
        if (network.UsesOpenIdConnect) parameters["nonce"] = transaction.Nonce;
        return parameters;
    }

    // RFC 9126 section 2. The answer's request_uri is good once and for a minute or so.
    private async Task<DanceResult<string>> PushAsync(Network network, ServerMetadata server, Dictionary<string, string> parameters, CancellationToken cancellationToken)
    {
        if (server.PushedAuthorizationRequestEndpoint is not { } endpoint)
            return new Refusal(DanceProblem.ServerRefusedUs, "The metadata names no pushed_authorization_request_endpoint. Set PushedAuthorization to off for a server that has none.");
        var answer = await backChannel.PostAsync(new(network, HopSteps.PushedRequest, endpoint), parameters, cancellationToken);
        return answer is Answer.Success success && success.Body.Text("request_uri") is { } requestUri ? requestUri : answer.ToRefusal();
    }
}

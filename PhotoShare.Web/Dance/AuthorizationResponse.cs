using System.Security.Cryptography;
using System.Text;
using PhotoShare.OAuth.Hops;
using PhotoShare.Web.Networks;

namespace PhotoShare.Web.Dance;

/// <summary>The network's answer, as the browser brought it to the callback (RFC 6749 section 4.1.2).</summary>
/// <param name="State">Which dance it belongs to.</param>
/// <param name="Issuer">Who says so (RFC 9207).</param>
/// <param name="Code">The authorization grant.</param>
/// <param name="Error">Or why there is none.</param>
public sealed record AuthorizationResponse(string? State, string? Issuer, string? Code, string? Error)
{
    /// <returns>None if a parameter is there twice (RFC 6749 section 3.1).</returns>
    public static AuthorizationResponse? Read(IQueryCollection query)
    {
        string[] names = ["state", "iss", "code", "error"];
        if (names.Any(name => query[name].Count > 1)) return null;
        var values = names.Select(name => query[name] is [{ Length: > 0 } value] ? value : null).ToArray();
        return new AuthorizationResponse(values[0], values[1], values[2], values[3]);
    }

    /// <summary>Says on the hop what the browser brought, as it may be seen.</summary>
    public void Describe(HopSpan hop) => hop.Sent("state", State).Sent("iss", Issuer).Sent("code", Code).Sent("error", Error);

    public override string ToString() => nameof(AuthorizationResponse);
}

/// <summary>What came back to the callback, and with whom.</summary>
/// <param name="Response">What the browser brought.</param>
/// <param name="Transaction">The dance that has its state, taken out of the store; none if none has.</param>
/// <param name="Browser">The cookie of this dance, if the browser has it.</param>
/// <param name="PersonId">Who is signed in; none if nobody is any more.</param>
public sealed record Arrival(AuthorizationResponse Response, Transaction? Transaction, string? Browser, string? PersonId)
{
    public override string ToString() => nameof(Arrival);
}

/// <summary>Measures an answer by the dance that it claims to belong to, before anything is done with its code.</summary>
public sealed class AuthorizationResponseCheck(Discovery discovery)
{
    /// <param name="network">Whose callback was called.</param>
    /// <param name="arrival">What came.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<DanceResult<Transaction>> CheckAsync(Network network, Arrival arrival, CancellationToken cancellationToken)
    {
        var (response, taken, browser, personId) = arrival;
        if (personId is null) return new Refusal(DanceProblem.SessionExpired, "Nobody is signed in at the callback.");
        if (taken is not { } transaction)
            return new Refusal(DanceProblem.StateLost, "No dance under way has this state: it was used, is too old, or was never ours.");
        if (transaction.Network != network.Id)
            return new Refusal(DanceProblem.StateLost, "The state belongs to a dance with another network.");
        if (browser is null || !CryptographicOperations.FixedTimeEquals(transaction.BrowserHash, HashOf(browser)))
            return new Refusal(DanceProblem.StateLost, "The dance was begun in another browser.");
        if (transaction.PersonId != personId)
            return new Refusal(DanceProblem.StartedByAnotherPerson, "The dance was begun by another person.");

        if (!(await discovery.MetadataAsync(network, cancellationToken)).TryGet(out var server, out var refusal)) return refusal;
        // RFC 9207 section 2.4. Also of an error: nothing in an answer counts before we know whose it is.
        if (response.Issuer is null ? server.AuthorizationResponseIssParameterSupported : response.Issuer != network.Issuer)
            return new Refusal(DanceProblem.AnswerNotTrusted, "The iss of the answer is not the network's issuer, or is missing (RFC 9207).");
        if (response.Error is not null) return Refused(response.Error);
        return response.Code is null ? new Refusal(DanceProblem.AnswerNotTrusted, "The answer has neither code nor error.") : transaction;
    }

    public static byte[] HashOf(string browser) => SHA256.HashData(Encoding.UTF8.GetBytes(browser));

    // RFC 6749 section 4.1.2.1. The text of an error came by the browser: of unknown ones nothing is repeated.
    private static Refusal Refused(string error) => error switch
    {
        "access_denied" => new Refusal(DanceProblem.ConsentDenied, "The network answered access_denied."),
        "server_error" or "temporarily_unavailable" => new Refusal(DanceProblem.ServerUnavailable, $"The network answered {error}."),
        "invalid_request" or "unauthorized_client" or "unsupported_response_type" or "invalid_scope" => new Refusal(DanceProblem.ServerRefusedUs, $"The network answered {error}."),
        _ => new Refusal(DanceProblem.ServerRefusedUs, "The network answered with an error of its own."),
    };
}

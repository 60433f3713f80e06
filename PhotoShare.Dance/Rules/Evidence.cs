using PhotoShare.Dance.Dances;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Rules;

/// <summary>What of a dance the rules ask for: the client's own hops, not those of a realm that signs people in by another.</summary>
internal sealed class Evidence(IReadOnlyList<Hop> hops)
{
    // Any of them shows that the parameters of an authorization request were recorded, and not only that there was one.
    private static readonly string[] RequestParameters = ["response_type", "redirect_uri", "scope", "code_challenge"];

    public IReadOnlyList<Hop> Hops { get; } = hops;

    /// <summary>The authorization request with its parameters: as it was pushed, else as it went through the browser.</summary>
    public Hop? Request { get; } =
        hops.FirstOrDefault(hop => hop.Step == HopSteps.PushedRequest && HasRequest(hop))
        ?? hops.FirstOrDefault(hop => (hop.Step == HopSteps.RedirectOut && hop.From.Role == PartyRole.Client || hop.Step == HopSteps.AuthorizationRequest && hop.Inferred is null) && HasRequest(hop));

    /// <summary>The answer that the browser brought to the client (RFC 6749 sections 4.1.2 and 4.1.2.1), with its parameters.</summary>
    public Hop? Callback { get; } = hops.LastOrDefault(hop => hop.Step == HopSteps.Callback && hop.To.Role == PartyRole.Client && (Sent(hop, "code") ?? Sent(hop, "error")) is not null);

    /// <summary>The client's redemptions of a code.</summary>
    public IReadOnlyList<Hop> TokenRequests { get; } = [.. hops.Where(hop => hop.Step == HopSteps.TokenRequest && hop.From.Role != PartyRole.AuthorizationServer)];

    /// <summary>Those that gave tokens.</summary>
    public IEnumerable<Hop> Redemptions => TokenRequests.Where(IsAccepted);

    /// <summary>The issuer, by the tokens that it signed; none if none was seen.</summary>
    public string? SignedIssuer => TokenRequests.Select(hop => Received(hop, "id_token.iss") ?? Received(hop, "access_token.iss")).FirstOrDefault(issuer => issuer is not null);

    /// <summary>Who the client said its assertion is for; none if there is none.</summary>
    public (Hop Hop, string Audience)? Assertion
    {
        get
        {
            var hop = Hops.FirstOrDefault(hop => hop.From.Role == PartyRole.Client && Sent(hop, "client_assertion.aud") is not null);
            return hop is null ? null : (hop, Sent(hop, "client_assertion.aud")!);
        }
    }

    public static string? Sent(Hop? hop, string name) => hop?.Sent.FirstOrDefault(pair => pair.Key == name).Value;

    public static string? Received(Hop? hop, string name) => hop?.Received.FirstOrDefault(pair => pair.Key == name).Value;

    public static bool IsAccepted(Hop hop) => hop.Error is null && (hop.Status is >= 200 and < 300 || (hop.Status is null && Received(hop, "access_token") is not null));

    private static bool HasRequest(Hop hop) => RequestParameters.Any(name => Sent(hop, name) is not null);
}

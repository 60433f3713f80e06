using System.Diagnostics;
using PhotoShare.OAuth.Hops;
using PhotoShare.Web.Dance;
using PhotoShare.Web.Networks;

namespace PhotoShare.Web.Watching;

/// <summary>What a hop says of the dance as a whole: that it begins with it, ends with it, or follows another.</summary>
public static class DanceMarks
{
    internal const string Connect = "connect", SignIn = "sign_in", Read = "read", Refresh = "refresh", Disconnect = "disconnect";
    internal const string Connected = "connected", SignedIn = "signed_in", Refused = "refused", Failed = "failed", Disconnected = "disconnected", HasRead = "read";

    /// <summary>The trace begins with this hop.</summary>
    public static HopSpan Begins(this HopSpan hop, string kind, string network, string client)
    {
        hop.Activity?.SetTag(HopAttributes.DanceKind, kind).SetTag(HopAttributes.DanceNetwork, network).SetTag(HopAttributes.DanceClient, client);
        return hop;
    }

    public static HopSpan Begins(this HopSpan hop, string kind, Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return hop.Begins(kind, network.Id, network.ClientId);
    }

    public static HopSpan Ends(this HopSpan hop, string outcome)
    {
        hop.Activity?.SetTag(HopAttributes.DanceOutcome, outcome);
        return hop;
    }

    /// <summary>The dance ends early. A person's No is no failure.</summary>
    public static HopSpan Ends(this HopSpan hop, DanceProblem problem) =>
        problem == DanceProblem.ConsentDenied ? hop.Refused("access_denied").Ends(Refused) : hop.Refused(Word(problem.ToString())).Ends(Failed);

    /// <summary>Points to the dance that this one comes after.</summary>
    /// <param name="dance">The context of its first span (W3C Trace Context, <c>traceparent</c>); none if it was not seen.</param>
    public static HopSpan Follows(this HopSpan hop, string? dance)
    {
        if (ActivityContext.TryParse(dance, traceState: null, isRemote: true, out var context)) hop.Activity?.AddLink(new ActivityLink(context));
        return hop;
    }

    /// <returns><c>state_lost</c> for <c>StateLost</c>.</returns>
    internal static string Word(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));
}

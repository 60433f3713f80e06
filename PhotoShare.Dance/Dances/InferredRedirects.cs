using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Dances;

/// <summary>
/// Adds redirects that nobody recorded. A server's span of a request does not say where its answer sent the browser; the request that came
/// next does.
/// </summary>
internal static class InferredRedirects
{
    /// <param name="hops">In the order of their start; stays so.</param>
    public static void Add(List<HopDraft> hops)
    {
        for (var i = 0; i < hops.Count; i++)
        {
            if (Before(hops, i) is not { } redirect) continue;
            hops.Insert(i, redirect);
            i++;
        }
    }

    private static HopDraft? Before(List<HopDraft> hops, int at)
    {
        var (hop, earlier) = (hops[at], hops.Take(at).Where(one => one.IsFront).ToList());
        if (hop.Step == HopSteps.AuthorizationRequest) return Out(hop, earlier, hops);
        return hop.Step == HopSteps.Callback ? Back(hop, earlier) : null;
    }

    private static HopDraft? Out(HopDraft request, List<HopDraft> earlier, List<HopDraft> all)
    {
        var last = earlier.LastOrDefault(hop => hop.Step == HopSteps.RedirectOut || hop.Step == HopSteps.AuthorizationRequest);
        var server = earlier.LastOrDefault(hop => hop.To?.Role == PartyRole.AuthorizationServer && hop.To != request.To);
        if (last?.Step == HopSteps.RedirectOut) return null;
        var from = server?.To ?? (last is null ? Client(request, earlier, all) : null);
        // A second request to the same server is the person's own doing, such as a reload.
        return from is null ? null : Redirect(HopSteps.RedirectOut, HopSteps.RedirectOut.Title, from.Value, (server?.End, request), "from the authorization request that followed");
    }

    private static HopDraft? Back(HopDraft callback, List<HopDraft> earlier)
    {
        var last = earlier.FindLastIndex(hop => hop.Step == HopSteps.RedirectBack || hop.Step == HopSteps.Callback);
        if (last >= 0 && earlier[last].Step == HopSteps.RedirectBack) return null;
        var server = earlier.Skip(last + 1).LastOrDefault(hop => hop.To?.Role == PartyRole.AuthorizationServer && hop.To != callback.To)
            ?? earlier.LastOrDefault(hop => hop.To?.Role == PartyRole.AuthorizationServer && hop.To != callback.To);
        if (server is null) return null;
        var title = callback.Sent.ContainsKey("error") ? "Redirect back without a grant" : HopSteps.RedirectBack.Title;
        return Redirect(HopSteps.RedirectBack, title, server.To!.Value, (server.End, callback), "from the callback that followed");
    }

    private static Party? Client(HopDraft request, List<HopDraft> earlier, List<HopDraft> all) => earlier.Select(hop => hop.To).LastOrDefault(to => to?.Role == PartyRole.Client)
        ?? all.SelectMany(hop => new[] { hop.From, hop.To }).FirstOrDefault(party => party?.Role == PartyRole.Client) ?? Party.Client(request.Sent.GetValueOrDefault("client_id") ?? "client");

    // What the browser brought there is what it was given here.
    private static HopDraft Redirect(HopStep step, string title, Party from, (DateTimeOffset? After, HopDraft Next) between, string why)
    {
        var (after, next) = between;
        var at = after is { } end && end < next.At ? end : next.At;
        var hop = new HopDraft(next.Span, step, title)
        {
            From = from,
            To = Party.Browser,
            Method = "",
            Url = "",
            Status = null,
            At = at,
            End = at,
            Error = null,
            Inferred = why,
            Waiting = null,
        };
        hop.Received.Clear();
        hop.RecordedBy.Clear();
        return hop;
    }
}

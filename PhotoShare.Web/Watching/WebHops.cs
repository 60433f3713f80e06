using System.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;
using PhotoShare.OAuth.Hops;
using PhotoShare.Web.Networks;

namespace PhotoShare.Web.Watching;

/// <summary>The hops that begin at Web: what it asks of servers, and where it sends the browser. Those that begin at the browser are <see cref="RequestHops"/>.</summary>
public sealed class WebHops(HopRecorder recorder)
{
    /// <summary>The realm of trust that Web belongs to, and whose authorization server signs people in to it.</summary>
    public const string Realm = "photoshare";

    /// <summary>ServiceDefaults listens to the source of the application's name.</summary>
    public static readonly ActivitySource Source = new("PhotoShare.Web");

    public static readonly Party Client = Party.Client(Realm);

    /// <summary>A question to a network's authorization server.</summary>
    public HopSpan Ask(HopStep step, Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Ask(step, Party.AuthorizationServer(network.Id));
    }

    public HopSpan Ask(HopStep step, Party server) => recorder.Start(Source, step, Client, server);

    /// <summary>A request to a network's API with the person's access token.</summary>
    public HopSpan Read(HopStep step, Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return recorder.Start(Source, step, Client, Party.ResourceServer(network.Id));
    }

    /// <summary>The browser is sent to an authorization server. From here on the time is the person's, until the callback.</summary>
    /// <param name="address">With the authorization request, or what stands for it, in its query.</param>
    public void RedirectOut(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        using var hop = recorder.Start(Source, HopSteps.RedirectOut, Client, Party.Browser).Waiting("signing in");
        foreach (var (name, values) in QueryHelpers.ParseQuery(address.Query)) hop.Sent(name, values.ToString());
        hop.Activity?.SetTag(HttpTags.Url, address.GetLeftPart(UriPartial.Path));
    }
}

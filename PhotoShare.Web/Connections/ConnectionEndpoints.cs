using System.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using PhotoShare.OAuth;
using PhotoShare.OAuth.Hops;
using PhotoShare.Web.Dance;
using PhotoShare.Web.Forms;
using PhotoShare.Web.Layout;
using PhotoShare.Web.Networks;
using PhotoShare.Web.SignIn;
using PhotoShare.Web.Watching;

namespace PhotoShare.Web.Connections;

/// <summary>Connected accounts: to see them, to keep the one that was just connected, to end one.</summary>
public static class ConnectionEndpoints
{
    public static void MapConnections(this IEndpointRouteBuilder routes)
    {
        var connections = routes.MapGroup(Paths.Connections).RequireAuthorization();
        connections.MapGet("", ShowAll);
        connections.MapGet("/{network}/keep", AskToKeep);
        connections.MapPost("/{network}/keep", Keep).RequireForm();
        connections.MapPost("/{network}/decline", Decline).RequireForm();
        connections.MapPost("/{network}/disconnect", Disconnect).RequireForm();
        connections.MapGet("/{network}/disconnected", ShowDisconnected);
    }

    private static string DisconnectedPath(string network) => $"{Paths.Connections}/{network}/disconnected";

    private static async Task<IResult> ShowAll(HttpContext context, NetworkCatalogue networks, ConnectionStore connections, CancellationToken cancellationToken)
    {
        var mine = await connections.OfAsync(Person.Id(context.User), cancellationToken);
        NetworkCard[] cards = [.. networks.All.Select(network => CardOf(network, mine.GetValueOrDefault(network.Id)))];
        return new RazorComponentResult<ConnectedAccountsPage>(new { Cards = cards });
    }

    private static async Task<IResult> AskToKeep(string network, HttpContext context, NetworkCatalogue networks, ConnectionStore connections, PendingConnections waiting, RequestHops hops, CancellationToken cancellationToken)
    {
        if (!networks.TryGet(network, out var known)) return TypedResults.NotFound();
        var person = Person.Id(context.User);
        // Kept already, or waited too long: the list of connections says which.
        if (await waiting.FindAsync(person, known.Id, cancellationToken) is not { } pending) return new SeeOther(Paths.Connections);
        hops.Continue(context, pending.Dance, HopSteps.AccountShown).Waiting("deciding whether to keep it");
        var connected = await connections.FindAsync(person, known.Id, cancellationToken);
        var account = new AccountToKeep(known.Brand(), pending.AccountName, InWords(known, pending.Scopes), Person.Name(context.User))
        {
            Replaces = connected is not null && connected.Subject != pending.Subject ? connected.AccountName : null,
        };
        return new RazorComponentResult<KeepAccountPage>(new { Account = account });
    }

    private static async Task<IResult> Keep(string network, HttpContext context, NetworkCatalogue networks, PendingConnections waiting, RequestHops hops, DanceProblems problems, CancellationToken cancellationToken)
    {
        if (!networks.TryGet(network, out var known)) return TypedResults.NotFound();
        var person = Person.Id(context.User);
        if (await waiting.FindAsync(person, known.Id, cancellationToken) is not { } pending) return new SeeOther(Paths.Connections);
        var hop = hops.Continue(context, pending.Dance, HopSteps.AccountKept).Sent("decision", "keep");
        var result = await waiting.KeepAsync(person, known.Id, cancellationToken);
        if (result == KeepResult.Kept) hop.Ends(DanceMarks.Connected);
        if (result != KeepResult.AccountOfAnotherPerson) return new SeeOther(Paths.Connections);
        hop.Ends(DanceProblem.AccountOfAnotherPerson);
        return problems.Describe(known, DanceProblem.AccountOfAnotherPerson, cause: null);
    }

    private static async Task<IResult> Decline(string network, HttpContext context, NetworkCatalogue networks, PendingConnections waiting, RequestHops hops, CancellationToken cancellationToken)
    {
        if (!networks.TryGet(network, out var known)) return TypedResults.NotFound();
        var person = Person.Id(context.User);
        if (await waiting.FindAsync(person, known.Id, cancellationToken) is { } pending)
            hops.Continue(context, pending.Dance, HopSteps.AccountKept).Sent("decision", "give back").Ends(DanceMarks.Refused);
        await waiting.DeclineAsync(person, known.Id, cancellationToken);
        return new SeeOther(Paths.Connections);
    }

    private static async Task<IResult> Disconnect(string network, HttpContext context, NetworkCatalogue networks, ConnectionStore connections, Disconnecting disconnecting, DisconnectOutcomes outcomes, RequestHops hops, CancellationToken cancellationToken)
    {
        if (!networks.TryGet(network, out var known)) return TypedResults.NotFound();
        var person = Person.Id(context.User);
        if (await connections.FindAsync(person, known.Id, cancellationToken) is not { } connection) return new SeeOther(Paths.Connections);
        var hop = hops.Mark(context, HopSteps.Disconnect).Begins(DanceMarks.Disconnect, known).Follows(connection.Dance);
        if (await disconnecting.DisconnectAsync(person, known, cancellationToken) is not { } outcome) return new SeeOther(Paths.Connections);
        // Without the network's word its grant may live on, whatever we have deleted.
        hop.Ends(outcome.RevokedAtNetwork ? DanceMarks.Disconnected : DanceMarks.Failed);
        await outcomes.SaveAsync(person, outcome with { Dance = RequestHop.Of(context)?.Dance });
        return new SeeOther(DisconnectedPath(known.Id));
    }

    private static async Task<IResult> ShowDisconnected(string network, HttpContext context, DisconnectOutcomes outcomes) =>
        await outcomes.FindAsync(Person.Id(context.User), network) is { } outcome
            ? new RazorComponentResult<DisconnectedPage>(new { Outcome = outcome }) : new SeeOther(Paths.Connections);

    private static NetworkCard CardOf(Network network, Connection? connection) =>
        connection is null ? new NetworkCard(network.Brand(), CardState.NotConnected)
        : new NetworkCard(network.Brand(), connection.NeedsReconnect ? CardState.ReconnectNeeded : CardState.Connected)
        {
            Account = connection.AccountName,
            Scopes = InWords(network, connection.Scopes),
            Since = connection.ConnectedAt,
            LastUsed = connection.LastUsedAt,
            Dance = TraceOf(connection.Dance),
        };

    private static string? TraceOf(string? dance) =>
        ActivityContext.TryParse(dance, traceState: null, out var context) ? context.TraceId.ToHexString() : null;

    private static IReadOnlyList<string> InWords(Network network, string scopes) => Scopes.TryParse(scopes, out var list) ? network.InWords(list) : [];
}

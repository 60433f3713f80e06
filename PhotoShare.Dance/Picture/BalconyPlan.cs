using PhotoShare.Dance.Dances;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Picture;

/// <summary>The story of each kind of dance, before one knows how it went.</summary>
internal static class BalconyPlan
{
    private const HopChannel Front = HopChannel.Front, Back = HopChannel.Back;

    public static IReadOnlyList<BalconyStep> Of(WatchedDance dance)
    {
        var (client, network) = (Client(dance), Names.Of(dance.Network));
        return dance.Kind switch
        {
            DanceKind.Connect => Connect(client, network, Elsewhere(dance), WayBack(dance, client)),
            DanceKind.SignIn => SignIn(client, network, WayBack(dance, client)),
            DanceKind.Read =>
            [
                new($"You ask {client} for a page", "Your browser carries no token of the network's, only its session with the client.", new Way(Place.Person, Place.Client, Front)),
                new($"{client} reads from {network}", "It still has an access token, and uses it from server to server. You need not be asked again.", new Way(Place.Client, Place.Network, Back, "access token")) { Begins = [HopSteps.ResourceRequest, HopSteps.Refresh] },
            ],
            DanceKind.Refresh =>
            [
                new($"{client} asks {network} for a new access token", "The old one has run out, as it should. With its refresh token, the client gets another, for no more than you once agreed to.", new Way(Place.Client, Place.Network, Back, "refresh token")),
            ],
            _ =>
            [
                new("You take the permission back", $"You press Disconnect at {client}.", new Way(Place.Person, Place.Client, Front)),
                new($"{client} tells {network} that it is over", "The grant ends at the network itself, from server to server.", new Way(Place.Client, Place.Network, Back, "revoked")) { Begins = [HopSteps.Revocation] },
                new("The old token is tried, and refused", "A promise is good, a closed door is better.", new Way(Place.Client, Place.Network, Back, "access token")) { Begins = [HopSteps.RefusedRead] },
            ],
        };
    }

    /// <summary>The realm in which the client is at home, as people know it.</summary>
    public static string Client(WatchedDance dance)
    {
        var party = dance.Parties.FirstOrDefault(party => party.Role == PartyRole.Client);
        return party.Role == PartyRole.Client && party.Realm.Length > 0 ? Names.Of(party.Realm) : dance.Client.Length > 0 ? Names.Of(dance.Client) : "the client";
    }

    private static BalconyStep WayBack(WatchedDance dance, string client) => dance.Outcome == DanceOutcome.Refused
        ? new("Your browser brings back a no", $"{client} learns that you did not agree, and no more than that. There is no grant.",
            new Way(Place.Network, Place.Person, Front, "no"), new Way(Place.Person, Place.Client, Front, "no"))
        : new("Your browser brings back a claim check", $"It is a one-time authorization grant. It comes by the front channel, where others could look on, so it is worth nothing in anybody's hands but {client}'s.",
            new Way(Place.Network, Place.Person, Front, "grant"), new Way(Place.Person, Place.Client, Front, "grant"));

    // Where the person signed in, if the network let another realm say who they are.
    private static string? Elsewhere(WatchedDance dance) =>
        dance.Hops.FirstOrDefault(hop => hop.Step == HopSteps.SignIn && hop.To.Realm != dance.Network) is { } signIn ? Names.Of(signIn.To.Realm) : null;

    private static BalconyStep[] Connect(string client, string network, string? elsewhere, BalconyStep back) =>
    [
        new($"You ask {client} to connect your account", $"{client} does not ask for your password. It sends your browser into another realm: {network}'s.",
            new Way(Place.Person, Place.Client, Front), new Way(Place.Person, Place.Network, Front)),
        new(elsewhere is null ? $"You prove who you are, to {network} alone" : $"You prove who you are, to {elsewhere}, and {network} believes it",
            elsewhere is null
                ? $"On {network}'s own pages you sign in, and agree to what {client} may do, scope by scope. {client} is not in the room."
                : $"{network} has an agreement with {elsewhere}, a federation: your browser travels on, you sign in there, and come back. Then {network} names each thing that {client} asks for, and you agree. {client} is not in the room.",
            new Way(Place.Person, Place.Network, Front)),
        back,
        new($"{client} redeems it, server to server", $"By the back channel, where nobody stands between, {client} proves who it is, hands in the grant, and is given an access token.",
            new Way(Place.Client, Place.Network, Back, "grant"), new Way(Place.Network, Place.Client, Back, "access token")),
        new($"With the token, {client} reads your photos", $"Only what you agreed to, and only for as long as you let it. {network} looks at the token each time.",
            new Way(Place.Client, Place.Network, Back, "access token"), new Way(Place.Network, Place.Client, Back, "photos")),
    ];

    private static BalconyStep[] SignIn(string client, string realm, BalconyStep back) =>
    [
        new($"You ask {client} to let you in", $"{client} keeps no passwords. It sends your browser to where your account is.",
            new Way(Place.Person, Place.Client, Front), new Way(Place.Person, Place.Network, Front)),
        new("You prove who you are, there", $"{realm}'s sign-in page asks you. Nobody else sees what you type.", new Way(Place.Person, Place.Network, Front)),
        back,
        new($"{client} learns who you are, server to server", $"By the back channel, {client} redeems the grant for an ID token: a signed statement of who you are, made for {client} alone.",
            new Way(Place.Client, Place.Network, Back, "grant"), new Way(Place.Network, Place.Client, Back, "ID token")),
    ];
}

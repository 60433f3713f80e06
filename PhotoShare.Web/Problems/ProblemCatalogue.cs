using PhotoShare.Web.Layout;

namespace PhotoShare.Web.Problems;

/// <summary>Every problem that a person can meet here. None of the texts carries a value from a request.</summary>
public static class ProblemCatalogue
{
    private static readonly ProblemAction ToConnections = new("Connected accounts", Paths.Connections);
    private static readonly ProblemAction ToHome = new("Home", Paths.Home);
    private static readonly ProblemAction ToSignIn = new("Sign in", Paths.SignInToConnections);

    /// <summary>The person answered No on the network's consent page (RFC 6749 section 4.1.2.1, <c>access_denied</c>).</summary>
    public static Problem ConsentDenied(NetworkBrand network) => new(StatusCodes.Status403Forbidden,
        "You said no, and that is fine",
        $"{network.DisplayName} asked whether PhotoShare may see your photos, and the answer was no.",
        $"PhotoShare received nothing: no photos, no names, no way in. Nothing changed at {network.DisplayName}.",
        "If you change your mind, connect again: you will be asked again.")
    { Actions = [ToConnections, Connect(network, $"Connect {network.DisplayName}")] };

    /// <summary>The person turned back at the sign-in page of PhotoShare itself.</summary>
    public static readonly Problem SignInCancelled = new(StatusCodes.Status403Forbidden,
        "You are not signed in",
        "The sign-in was cancelled before it was finished.",
        "Nothing changed. What you have in PhotoShare is still there.",
        "Sign in whenever you like.")
    { Actions = [ToSignIn, ToHome] };

    /// <summary>The authorization grant was redeemed before, or too late (RFC 6749 section 5.2, <c>invalid_grant</c>).</summary>
    public static Problem CodeExpiredOrUsed(NetworkBrand network) => new(StatusCodes.Status400BadRequest,
        "That permission had already run out",
        $"{network.DisplayName} gave PhotoShare a permission slip that works once, and for a minute only. This one was used before, or came too late. Reloading or going back does that.",
        "Nothing was connected by this attempt. A connection that you made before is untouched.",
        "Look at your connected accounts: if the connection is not there, connect once more.")
    { Actions = [ToConnections, Connect(network, $"Connect {network.DisplayName}")] };

    /// <summary>The network refuses our refresh token or access token: the grant was taken back there, or has ended.</summary>
    public static Problem GrantRevoked(NetworkBrand network) => new(StatusCodes.Status409Conflict,
        $"{network.DisplayName} no longer lets us in",
        $"The permission was taken back at {network.DisplayName}, or it has ended.",
        $"Your photos are safe at {network.DisplayName}, and PhotoShare cannot see them now. Your other connections are untouched.",
        "If you took it back yourself, all is as you wanted. To look at these photos here again, reconnect.")
    { Actions = [Connect(network, $"Reconnect {network.DisplayName}"), ToConnections] };

    /// <summary>The person has no connection to the network.</summary>
    public static Problem NotConnected(NetworkBrand network) => new(StatusCodes.Status404NotFound,
        $"{network.DisplayName} is not connected",
        $"There is no connection between your PhotoShare account and {network.DisplayName}.",
        $"PhotoShare sees nothing of yours at {network.DisplayName}.",
        "To look at your albums here, connect it.")
    { Actions = [Connect(network, $"Connect {network.DisplayName}"), ToConnections] };

    /// <summary>A network's authorization server does not answer, or answers with an error of its own.</summary>
    public static Problem AuthorizationServerDown(NetworkBrand network) => new(StatusCodes.Status503ServiceUnavailable,
        $"{network.DisplayName} is not answering",
        $"The part of {network.DisplayName} that gives permissions cannot be reached at the moment.",
        "Nothing was lost: your connections and photos are as they were.",
        "Wait a minute, then try again.")
    { Actions = [ToConnections], RetryAfter = TimeSpan.FromMinutes(1) };

    /// <summary>The same, met by a page that only reads.</summary>
    public static Problem AuthorizationServerDownForRead(NetworkBrand network) => AuthorizationServerDown(network).OfferedAgain();

    /// <summary>PhotoShare's own sign-in cannot be reached.</summary>
    public static readonly Problem SignInUnavailable = new(StatusCodes.Status503ServiceUnavailable,
        "Signing in is not possible right now",
        "The service that signs people in to PhotoShare cannot be reached at the moment.",
        "Nothing was lost: your connections and photos are as they were.",
        "Wait a minute, then try again.")
    { Actions = [ToSignIn, ToHome], RetryAfter = TimeSpan.FromMinutes(1) };

    /// <summary>A network's authorization server refuses us as its client, or our request (RFC 6749 section 5.2): a fault of the set-up, not of the person.</summary>
    public static Problem NetworkRefusesUs(NetworkBrand network) => new(StatusCodes.Status502BadGateway,
        $"{network.DisplayName} does not talk to PhotoShare",
        $"{network.DisplayName} did not accept the way in which PhotoShare asked. That is a mistake in how the two are set up, and none of yours.",
        "Nothing was connected and nothing was lost.",
        "It has been written down for the people who mend it. Try again later.")
    { Actions = [ToConnections] };

    /// <summary>The store of sessions can't be reached, so nobody can be told from anybody.</summary>
    public static readonly Problem SessionsUnavailable = new(StatusCodes.Status503ServiceUnavailable,
        "PhotoShare cannot tell who you are",
        "The place where PhotoShare remembers who is signed in cannot be reached at the moment.",
        "Nothing was lost: your connections and photos are as they were.",
        "Wait a minute, then try again.")
    { Actions = [ToHome], RetryAfter = TimeSpan.FromMinutes(1) };

    /// <summary>The store of sessions has no room for what this would add to it. Who is signed in stays so.</summary>
    public static readonly Problem SessionsFull = new(StatusCodes.Status503ServiceUnavailable,
        "PhotoShare is full at the moment",
        "So many people are signed in that there is no room for one more thing to remember.",
        "Nothing was lost: your connections and photos are as they were, and whoever is signed in stays signed in.",
        "Wait a few minutes, then try again.")
    { Actions = [ToHome], RetryAfter = TimeSpan.FromMinutes(5) };

    /// <summary>Web's database can't be reached for the moment.</summary>
    public static readonly Problem DataUnavailable = new(StatusCodes.Status503ServiceUnavailable,
        "PhotoShare cannot look that up",
        "The place where PhotoShare keeps connections cannot be reached at the moment.",
        "Nothing was lost. If you pressed a button, look whether it was done before you press it again.",
        "Wait a minute, then try again.")
    { Actions = [ToConnections, ToHome], RetryAfter = TimeSpan.FromMinutes(1) };

    /// <summary>The answer to a sign-in does not prove that PhotoShare's own realm sent it.</summary>
    public static readonly Problem SignInNotTrusted = new(StatusCodes.Status400BadRequest,
        "That answer cannot be trusted",
        "PhotoShare asked its sign-in service who you are, and what came back does not prove that this service sent it.",
        "To be safe, nobody was signed in, and nothing changed.",
        "Sign in again. If this page comes back, do not go on, and tell us.")
    { Actions = [ToSignIn, ToHome] };

    /// <summary>The session here has ended; the one at the sign-in service may go on, for it can't be reached.</summary>
    public static readonly Problem SignedOutHereOnly = new(StatusCodes.Status503ServiceUnavailable,
        "You are signed out here only",
        "PhotoShare has ended your session. The service that signs people in could not be reached to end its own.",
        "Your connections and photos are as they were.",
        "On a computer that you share, close the browser.")
    { Actions = [ToHome] };

    /// <summary>The network's photo API cannot be reached, or fails.</summary>
    public static Problem ApiDown(NetworkBrand network) => new(StatusCodes.Status502BadGateway,
        $"{network.DisplayName}'s photos cannot be reached",
        $"PhotoShare may look at your photos, but {network.DisplayName} could not show them just now.",
        $"Your photos are safe at {network.DisplayName}, and your connection holds.",
        "Try again in a moment.")
    { Actions = [ProblemAction.Again, ToConnections], RetryAfter = TimeSpan.FromSeconds(30) };

    /// <summary>The network's photo API took longer than we wait.</summary>
    public static Problem ApiSlow(NetworkBrand network) => new(StatusCodes.Status504GatewayTimeout,
        $"{network.DisplayName} takes too long",
        $"{network.DisplayName} did not send your photos in time, so PhotoShare stopped waiting.",
        $"Your photos are safe at {network.DisplayName}, and your connection holds.",
        "Try again in a moment.")
    { Actions = [ProblemAction.Again, ToConnections], RetryAfter = TimeSpan.FromSeconds(30) };

    /// <summary>The answer belongs to no flow that this browser started: no, forged or stale <c>state</c> (RFC 9700 section 4.7).</summary>
    public static readonly Problem StateLost = new(StatusCodes.Status400BadRequest,
        "We lost the thread",
        "An answer came back that does not belong to anything this browser began. It may have waited too long, been opened twice, or come from another browser.",
        "To be safe, PhotoShare took nothing from it. Nothing was connected and nothing changed.",
        "Start again from here.")
    { Actions = [ToConnections, ToHome] };

    /// <summary>An answer that names another authorization server than was asked, or breaks the protocol's rules (RFC 9207).</summary>
    public static Problem AnswerNotTrusted(NetworkBrand network) => new(StatusCodes.Status400BadRequest,
        "That answer cannot be trusted",
        $"PhotoShare asked {network.DisplayName}, and what came back does not prove that {network.DisplayName} sent it.",
        "PhotoShare took nothing from it. Nothing was connected and nothing changed.",
        "Connect again. If this page comes back, do not go on, and tell us.")
    { Actions = [ToConnections] };

    /// <summary>The session of PhotoShare has ended.</summary>
    public static readonly Problem SessionExpired = new(StatusCodes.Status401Unauthorized,
        "You have been signed out",
        "It has been a while, so PhotoShare closed your session.",
        "Your connections and photos are as you left them. What you pressed last was not done.",
        "Sign in, and go on.")
    { Actions = [ToSignIn, ToHome] };

    /// <summary>Not there, or not this person's: one answer for both, so that it tells nobody what exists.</summary>
    public static readonly Problem NotFound = new(StatusCodes.Status404NotFound,
        "There is nothing here",
        "This page does not exist, or it is not yours to see. PhotoShare gives both the same answer.",
        "Nothing changed.",
        "Go back, or start from one of these.")
    { Actions = [ToConnections, ToHome] };

    /// <summary>The network's account is connected by another person of PhotoShare.</summary>
    public static Problem AccountOfAnotherPerson(NetworkBrand network) => new(StatusCodes.Status409Conflict,
        "Somebody else has connected this account",
        $"The {network.DisplayName} account that you signed in with is connected to another PhotoShare account already. A connection does not move from one person to another.",
        "PhotoShare kept nothing of the new permission. The other connection is untouched.",
        $"Sign in to {network.DisplayName} with another account, or disconnect it first where it is connected.")
    { Actions = [ToConnections] };

    /// <summary>One person began to connect, another came back with the answer.</summary>
    public static Problem StartedByAnotherPerson(NetworkBrand network) => new(StatusCodes.Status403Forbidden,
        "Somebody else began this",
        $"Connecting {network.DisplayName} was begun by one person, and finished while another was signed in to PhotoShare.",
        "To be safe, PhotoShare connected it to neither.",
        "Look whether you are signed in as yourself, then connect again.")
    { Actions = [ToConnections] };

    /// <summary>A form without a valid antiforgery token: sent from another site, or from a page of an older session.</summary>
    public static readonly Problem FormNotTrusted = new(StatusCodes.Status400BadRequest,
        "That form was too old",
        "PhotoShare could not be sure that the button was pressed on its own page. Signing in or out in another tab does that.",
        "What you pressed was not done. Nothing changed.",
        "Go back, reload the page, and press it again.")
    { Actions = [ToConnections, ToHome] };

    /// <summary>Too many requests in too short a time.</summary>
    public static readonly Problem TooManyRequests = new(StatusCodes.Status429TooManyRequests,
        "One moment, please",
        "PhotoShare was asked for more at once than it gives to one person.",
        "Nothing changed.",
        "Wait a minute, then try again.")
    { Actions = [ToConnections], RetryAfter = TimeSpan.FromMinutes(1) };

    /// <summary>A request that cannot be understood.</summary>
    public static readonly Problem BadRequest = new(StatusCodes.Status400BadRequest,
        "That did not make sense to us",
        "The request was not one that PhotoShare understands. An address that was changed or cut short does that.",
        "Nothing changed.",
        "Start again from one of these.")
    { Actions = [ToConnections, ToHome] };

    /// <summary>A fault of our own.</summary>
    public static readonly Problem Unhandled = new(StatusCodes.Status500InternalServerError,
        "Something broke, and it was us",
        "PhotoShare made a mistake while it answered you. It has been written down for the people who mend it.",
        "Your photos at the networks are untouched. If you pressed a button, look whether it was done before you press it again.",
        "Try once more, or come back later.")
    { Actions = [ToConnections, ToHome] };

    private static ProblemAction Connect(NetworkBrand network, string label) => new(label, Paths.Connect(network.Id), Post: true);
}

using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Picture;

/// <summary>What a step of the dance is, and who listens in on it.</summary>
/// <param name="What">What happens, in a sentence or two.</param>
/// <param name="Could">Who could have overheard it.</param>
/// <param name="CouldNot">Who could not, and why.</param>
/// <param name="IfOverheard">What an eavesdropper could have done with it, and what stops them.</param>
/// <param name="Sources">Where that is written: RFC and section, separated by semicolons.</param>
internal sealed record Telling(string What, string Could, string CouldNot, string IfOverheard, string Sources);

/// <summary>What the pages say of each step about overhearing. With TLS, as everywhere but on one's own machine, the network in between hears nothing of either channel.</summary>
internal static class Overheard
{
    private const string Browser = "Whatever sits in or beside the browser: the address bar and whoever looks at it, the history, extensions, other software on the same machine.";
    private const string Form = "Extensions in the browser and other software on the same machine. A form's body is in no history and no Referer header.";
    private const string Servers = "Only the two servers, and whoever runs them or reads their logs.";
    private const string NoBrowser = "The browser and everything in it: this went from server to server. On the wire, TLS keeps it closed.";
    private const string NoOtherSite = "Other sites: the same-origin policy keeps them out, and a no-referrer policy keeps the address from going along to them.";

    private static readonly Dictionary<HopStep, Telling> ByStep = new()
    {
        [HopSteps.Start] = new(
            "The person presses a button at the client. It is a form with an antiforgery token, and the dance is tied to this browser from here on.",
            Form, NoOtherSite,
            "Nothing secret was said. But could another site press the button, the person would end up connected without having asked: that is cross-site request forgery, and the antiforgery token stops it.",
            "RFC 9700 section 4.7; RFC 6749 section 10.12"),
        [HopSteps.Discovery] = new(
            "Where the authorization server has its endpoints and what it can do, read from its public document.",
            "Anybody: it is the same document for everyone.", "Nobody is kept out, and need not be.",
            "Reading it does no harm. Replacing it would: the client would be led to an attacker's endpoints. So it comes by TLS from the issuer's own address, and its issuer has to be the very one that was asked.",
            "RFC 8414 section 3.3; RFC 9700 section 4.4"),
        [HopSteps.KeySet] = new(
            "The public keys with which signatures are checked.",
            "Anybody: the keys are public.", "Nobody is kept out, and need not be.",
            "Public keys verify and can't sign. Whoever could replace them could sign as somebody else, which is why they come from an address that is trusted already, by TLS.",
            "RFC 7517 section 5; RFC 8725 section 3.10"),
        [HopSteps.PushedRequest] = new(
            "The client says what it wants to the authorization server itself, and proves who it is. It gets a reference, request_uri, that stands for the whole request.",
            Servers, NoBrowser,
            "The reference works once, shortly, and for this client only. Who knew it could begin the same request but not finish it: the answer goes to the client's registered address, and needs the code_verifier that the client has kept.",
            "RFC 9126 section 7; RFC 7636 section 7.1"),
        [HopSteps.RedirectOut] = new(
            "The client sends the browser to the authorization server. Pushed ahead, the request travels as a mere reference.",
            Browser, NoOtherSite,
            "An eavesdropper learns who asks whom, and a reference that is used up once it has been opened. Without the push, the whole request would stand here, to be read and to be changed by whoever sits in the browser.",
            "RFC 6749 section 4.1.1; RFC 9126 section 1"),
        [HopSteps.AuthorizationRequest] = new(
            "The browser arrives in the other realm and hands over the client's request.",
            Browser, NoOtherSite,
            "It holds no secret of the person's. Of PKCE only the challenge is in it, a hash from which the verifier can't be had. A forged request leads back to the registered address alone.",
            "RFC 6749 section 10.12; RFC 7636 section 7.1; RFC 9700 section 4.1"),
        [HopSteps.SignInPage] = new(
            "The authorization server asks who is there, on its own page, at its own address. Or it knows already, by its session.",
            Browser, "The client: it is not in the room, and never sees this page.",
            "A page is no secret. A copy of it would be a trap, so it can't be framed, and the person can look at the address bar, which an application's own window would hide.",
            "RFC 6749 section 10.11; RFC 9700 section 4.16"),
        [HopSteps.SignIn] = new(
            "The person proves who they are. What they type is on no span and on no page here: it was dropped before it left the server.",
            Form, "The client. That is the point of the dance: the password stays in its own realm.",
            "A password opens everything, for ever, to anybody. The grant and the token further down open a part, for a while, to one client. Typed into the client instead, the password would be the client's to keep.",
            "RFC 6749 section 1; RFC 9700 section 2.4"),
        [HopSteps.ConsentPage] = new(
            "The authorization server says which client asks, and names each scope.",
            Browser, "The client: it can't word, skip or see this page.",
            "Looking on does no harm. Drawing something over it would: clickjacking has people agree to what they can't see. So the page can't be framed.",
            "RFC 6749 section 10.11; RFC 9700 section 4.16"),
        [HopSteps.Consent] = new(
            "The person agrees, or says no. Only they can, and only to what the page named.",
            Form, "The client: it learns the answer later, from the redirect.",
            "The answer is worth nothing to a listener. Another site that could send it would be agreeing in the person's name; the form is tied to their session and to this one request.",
            "RFC 6749 section 10.12; OpenID Connect Core section 3.1.2.4"),
        [HopSteps.RedirectBack] = new(
            "The authorization server sends the browser back, with the one-time authorization grant: the code.",
            Browser, NoOtherSite,
            "The code is a claim check, not the key. A thief would need the client's own proof of identity and this dance's code_verifier besides, within a minute, and before the client: a code redeemed twice ends what the first use brought.",
            "RFC 6749 section 4.1.2; RFC 7636 section 1; RFC 9700 section 4.5"),
        [HopSteps.Callback] = new(
            "The browser brings the grant to the client. The client checks that this browser began the dance (state), and that the answer is from the server it asked (iss).",
            Browser, NoOtherSite,
            "The code alone can't be redeemed, see above. The other way round, an attacker could plant their own code here, so that the person works in the attacker's account; state, tied to the browser, stops it. iss stops an answer that another server mixed in.",
            "RFC 9207 section 2.4; RFC 9700 section 4.4; RFC 9700 section 4.7"),
        [HopSteps.TokenRequest] = new(
            "The client redeems the grant, proves who it is, and shows the code_verifier. The tokens come back in the answer.",
            Servers, NoBrowser,
            "Here is the key itself. Who had the access token could read what it opens until it expires. So it never goes through the browser: a token in a redirect's address would be in histories, logs and Referer headers.",
            "RFC 6749 section 4.1.3; RFC 6749 section 10.3; RFC 9700 section 2.1.2"),
        [HopSteps.UserInfo] = new(
            "The client asks whose account it is, with the access token.",
            Servers, NoBrowser,
            "The token, as above, and what the account is called. The answer counts only for the subject that the ID token named.",
            "OpenID Connect Core section 5.3.2; RFC 6750 section 5.3"),
        [HopSteps.AccountShown] = new(
            "The client shows whose account it was, before anything is kept.",
            Browser, NoOtherSite,
            "The name of the account. Without this page, somebody who is signed in there as somebody else would be connected to the wrong account without a word.",
            "RFC 9700 section 4.7"),
        [HopSteps.AccountKept] = new(
            "The person keeps the account, or gives it back, and then the grant is revoked.",
            Form, NoOtherSite,
            "Nothing secret was said. The form's antiforgery token keeps other sites from pressing it.",
            "RFC 6749 section 10.12"),
        [HopSteps.PageRead] = new(
            "The browser asks the client for a page. It carries the client's session cookie, and no token of the network's.",
            Browser, "The network: it sees the client's request, not the browser's.",
            "A listener gets what is on the page. The tokens are in the client's own store, so that a browser that is taken over gives none of them away.",
            "RFC 9700 section 4.3.2; RFC 6749 section 10.3"),
        [HopSteps.ResourceRequest] = new(
            "The client reads with the access token, in a header. The resource server checks signature, issuer, audience, time and scope.",
            Servers, NoBrowser,
            "It is a bearer token: who has it may use it, within its scope, until it expires or is revoked. In a header it stays out of addresses and logs; short lives and one audience each keep the damage small.",
            "RFC 6750 section 2.1; RFC 6750 section 5.3; RFC 9700 section 2.3"),
        [HopSteps.Introspection] = new(
            "The resource server asks the authorization server whether the token still lives, and proves who it is.",
            Servers, NoBrowser,
            "The token travels in it, so it is closed like the request for it. It answers only to a resource server that has credentials, else it would be a place to try out stolen tokens.",
            "RFC 7662 section 4"),
        [HopSteps.Refresh] = new(
            "The client gets a new access token with its refresh token, and proves who it is. The person need not be there.",
            Servers, NoBrowser,
            "A refresh token lasts long. It is bound to the client, so that a thief needs the client's keys too; it can't get more scope than was granted.",
            "RFC 6749 section 10.4; RFC 9700 section 4.14"),
        [HopSteps.Disconnect] = new(
            "The person takes the permission back, at the client.",
            Form, NoOtherSite,
            "Nothing secret was said. The antiforgery token keeps other sites from disconnecting people.",
            "RFC 6749 section 10.12"),
        [HopSteps.Revocation] = new(
            "The client tells the authorization server that the grant is to end.",
            Servers, NoBrowser,
            "The token travels in it, and is worthless a moment later. If the message were kept from arriving, the grant would live on: the client tries again, and the person can end it at the network as well.",
            "RFC 7009 section 2.1; RFC 7009 section 5"),
        [HopSteps.RefusedRead] = new(
            "The client tries the old token on purpose, to see that it is refused.",
            Servers, NoBrowser,
            "A dead token opens nothing: that is what this step proves.",
            "RFC 6750 section 3.1; RFC 7009 section 2"),
        [HopSteps.SignOut] = new(
            "The client sends the browser to the authorization server, to end the person's session there as well.",
            Browser, NoOtherSite,
            "The ID token may travel along as a hint: it says who is signed in, and opens nothing. Another site that could send people here would sign them out, which is a nuisance; so the server asks them when the hint is missing.",
            "OpenID Connect RP-Initiated Logout section 2; OpenID Connect RP-Initiated Logout section 6"),
    };

    public static Telling Of(HopStep step) => ByStep[step];
}

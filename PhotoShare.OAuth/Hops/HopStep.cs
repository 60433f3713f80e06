namespace PhotoShare.OAuth.Hops;

/// <summary>By which way two parties speak.</summary>
public enum HopChannel
{
    /// <summary>Through the person's browser: what is said stands in addresses, histories and logs on the way.</summary>
    Front,

    /// <summary>From server to server: no browser sees it.</summary>
    Back,
}

/// <summary>One step of the dance: what kind of exchange a hop is.</summary>
/// <param name="Id">Its name in <see cref="HopAttributes.Step"/>.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Channel">By which way.</param>
/// <param name="Specification">Where its rule stands; empty for steps that no specification knows.</param>
/// <param name="Letters">Its letters in the picture of RFC 6749 section 1.2; empty for none.</param>
public sealed record HopStep(string Id, string Title, HopChannel Channel, string Specification, string Letters = "")
{
    public override string ToString() => Id;
}

/// <summary>All steps. docs/hops.md shows them as a table, with who records each.</summary>
public static class HopSteps
{
    public static readonly HopStep Start = new("start", "Press on the button", HopChannel.Front, "RFC 9700 section 4.7");
    public static readonly HopStep Discovery = new("discovery", "Discovery document", HopChannel.Back, "RFC 8414 section 3");
    public static readonly HopStep KeySet = new("key_set", "Key set", HopChannel.Back, "RFC 7517 section 5");
    public static readonly HopStep PushedRequest = new("pushed_request", "Pushed authorization request", HopChannel.Back, "RFC 9126 section 2");
    public static readonly HopStep RedirectOut = new("redirect_out", "Redirect to the authorization server", HopChannel.Front, "RFC 6749 section 4.1.1", "A");
    public static readonly HopStep AuthorizationRequest = new("authorization_request", "Authorization request", HopChannel.Front, "RFC 6749 section 4.1.1", "A");
    public static readonly HopStep SignInPage = new("sign_in_page", "Sign-in page", HopChannel.Front, "RFC 6749 section 3.1");
    public static readonly HopStep SignIn = new("sign_in", "Sign-in", HopChannel.Front, "RFC 6749 section 3.1");
    public static readonly HopStep ConsentPage = new("consent_page", "Consent page", HopChannel.Front, "OpenID Connect Core section 3.1.2.4");
    public static readonly HopStep Consent = new("consent", "Consent", HopChannel.Front, "OpenID Connect Core section 3.1.2.4");
    public static readonly HopStep RedirectBack = new("redirect_back", "Redirect back with the authorization grant", HopChannel.Front, "RFC 6749 section 4.1.2", "B");
    public static readonly HopStep Callback = new("callback", "Callback", HopChannel.Front, "RFC 9207 section 2.4", "B");
    public static readonly HopStep TokenRequest = new("token_request", "Token request", HopChannel.Back, "RFC 6749 section 4.1.3", "C D");
    public static readonly HopStep UserInfo = new("user_info", "User info", HopChannel.Back, "OpenID Connect Core section 5.3");
    public static readonly HopStep AccountShown = new("account_shown", "Account shown, to be kept or given back", HopChannel.Front, "");
    public static readonly HopStep AccountKept = new("account_kept", "Account kept or given back", HopChannel.Front, "");
    public static readonly HopStep PageRead = new("page_read", "Page asked for", HopChannel.Front, "");
    public static readonly HopStep ResourceRequest = new("resource_request", "Photos read with the access token", HopChannel.Back, "RFC 6750 section 2.1", "E F");
    public static readonly HopStep Introspection = new("introspection", "Introspection", HopChannel.Back, "RFC 7662 section 2.1");
    public static readonly HopStep Refresh = new("refresh", "Refresh", HopChannel.Back, "RFC 6749 section 6");
    public static readonly HopStep Disconnect = new("disconnect", "Press on Disconnect", HopChannel.Front, "");
    public static readonly HopStep Revocation = new("revocation", "Revocation", HopChannel.Back, "RFC 7009 section 2.1");
    public static readonly HopStep RefusedRead = new("refused_read", "Read with the old token", HopChannel.Back, "RFC 6750 section 3.1", "E");
    public static readonly HopStep SignOut = new("sign_out", "Sign-out at the authorization server", HopChannel.Front, "OpenID Connect RP-Initiated Logout section 2");

    public static IReadOnlyList<HopStep> All { get; } =
    [
        Start, Discovery, KeySet, PushedRequest, RedirectOut, AuthorizationRequest, SignInPage, SignIn, ConsentPage, Consent, RedirectBack, Callback,
        TokenRequest, UserInfo, AccountShown, AccountKept, PageRead, ResourceRequest, Introspection, Refresh, Disconnect, Revocation, RefusedRead, SignOut,
    ];

    private static readonly Dictionary<string, HopStep> ById = All.ToDictionary(step => step.Id);

    /// <returns>None for a name that no step has.</returns>
    public static HopStep? Find(string? id) => id is null ? null : ById.GetValueOrDefault(id);
}

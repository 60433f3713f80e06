using System.Runtime.CompilerServices;
using System.Threading.Channels;
using PhotoShare.Dance.Dances;
using PhotoShare.Dance.Pages;
using PhotoShare.OAuth.Hops;
using static PhotoShare.OAuth.Hops.HopSteps;

namespace PhotoShare.Dance.Tests.Samples;

/// <summary>Dances of each kind that pages must be able to show, kept in memory.</summary>
internal sealed class SampleDances(IEnumerable<WatchedDance> dances) : IDances
{
    private const string Login = "http://127.0.0.1:8080/realms", Web = "http://localhost:5010";

    private readonly Dictionary<string, WatchedDance> _dances = dances.ToDictionary(dance => dance.Id);
    private readonly List<Channel<string>> _listeners = [];

    private static Party Browser => Party.Browser;
    private static Party Client { get; } = Party.Client("photoshare");
    private static Party SignInServer { get; } = Party.AuthorizationServer("photoshare");
    private static Party Instapic { get; } = Party.AuthorizationServer("instapic");
    private static Party InstapicPhotos { get; } = Party.ResourceServer("instapic");
    private static Party Friendbook { get; } = Party.AuthorizationServer("friendbook");

    public static IReadOnlyList<WatchedDance> All() => [Federated(), Refused(), Failed(), UnderWay(), SignedIn(), Read(), Refreshed(), Disconnected(), HostileDance.Make()];

    /// <summary>Instapic connected, whose people sign in at Friendbook: one dance within another.</summary>
    public static WatchedDance Federated() => new Story(Id(1), DanceKind.Connect, "photoshare", "instapic")
        .Hop(Start, Browser, Client, 0, 86).At("POST", $"{Web}/connections/instapic/connect", 303)
        .Hop(Discovery, Client, Instapic, 4, 11).At("GET", $"{Login}/instapic/.well-known/openid-configuration", 200)
        .Hop(PushedRequest, Client, Instapic, 18, 62, ">client_id=photoshare >scope=openid+photos.read+offline_access >state=~s1 >nonce=~n1 >code_challenge=~h1 >code_challenge_method=S256 >client_assertion=~a1 >client_assertion.aud=http://127.0.0.1:8080/realms/instapic >client_assertion.alg=ES256 <request_uri=~r1 <expires_in=60").At("POST", $"{Login}/instapic/protocol/openid-connect/ext/par/request", 201)
            .Rule(SampleRules.Pkce, Verdict.Kept, "code_challenge_method was S256.").Rule(SampleRules.Audience, Verdict.Kept, "aud was the issuer of instapic.")
        .Hop(KeySet, Instapic, Client, 30, 14).At("GET", $"{Web}/.well-known/jwks.json", 200)
        .Hop(RedirectOut, Client, Browser, 86, 1, ">client_id=photoshare >request_uri=~r1").At("", "", 303)
        .Hop(HopSteps.AuthorizationRequest, Browser, Instapic, 104, 24, ">client_id=photoshare >request_uri=~r1").At("GET", $"{Login}/instapic/protocol/openid-connect/auth", 303)
        .Hop(SignInPage, Instapic, Browser, 128, 1, ">tab_id=~t1 >execution=~e1").Waits("choosing how to sign in", 3100)
        .Hop(RedirectOut, Instapic, Browser, 3230, 22, ">client_id=instapic >state=~s2 >nonce=~n2 >tab_id=~t1").At("GET", $"{Login}/instapic/broker/friendbook/login", 303)
        .Hop(HopSteps.AuthorizationRequest, Browser, Friendbook, 3260, 31, ">client_id=instapic >scope=openid+profile >state=~s2 >nonce=~n2 >code_challenge=~h2 >code_challenge_method=S256").At("GET", $"{Login}/friendbook/protocol/openid-connect/auth", 200)
        .Hop(SignInPage, Friendbook, Browser, 3291, 1).Waits("signing in", 8200)
        .Hop(SignIn, Browser, Friendbook, 11500, 118, ">authentication=password").At("POST", $"{Login}/friendbook/login-actions/authenticate", 302)
        .Hop(RedirectBack, Friendbook, Browser, 11618, 1, ">state=~s2 >code=~c2 >iss=http://127.0.0.1:8080/realms/friendbook").At("", "", 302)
        .Hop(Callback, Browser, Instapic, 11640, 140, ">state=~s2 >code=~c2 >iss=http://127.0.0.1:8080/realms/friendbook").At("GET", $"{Login}/instapic/broker/friendbook/endpoint", 302)
        .Hop(TokenRequest, Instapic, Friendbook, 11655, 74, ">grant_type=authorization_code >code=~c2 >code_verifier=~v2 >client_assertion=~a2 <access_token=~x2 <id_token=~i2 <token_type=Bearer").At("POST", $"{Login}/friendbook/protocol/openid-connect/token", 200)
        .Hop(KeySet, Instapic, Friendbook, 11736, 12).At("GET", $"{Login}/friendbook/protocol/openid-connect/certs", 200)
        .Hop(ConsentPage, Instapic, Browser, 11800, 16, ">scope=openid+photos.read+offline_access").Waits("deciding", 5400)
        .Hop(Consent, Browser, Instapic, 17220, 41, ">decision=granted").At("POST", $"{Login}/instapic/login-actions/consent", 302)
        .Hop(RedirectBack, Instapic, Browser, 17261, 1, ">state=~s1 >code=~c1 >iss=http://127.0.0.1:8080/realms/instapic").At("", "", 302)
        .Hop(Callback, Browser, Client, 17280, 240, ">state=~s1 >code=~c1 >iss=http://127.0.0.1:8080/realms/instapic").At("GET", $"{Web}/connections/callback/instapic", 303)
            .Rule(SampleRules.Iss, Verdict.Kept, "iss was the issuer of instapic.").Rule(SampleRules.NoTokenInFront, Verdict.Kept, "No hop of the front channel carried a token.")
        .Hop(TokenRequest, Client, Instapic, 17298, 96, ">grant_type=authorization_code >code=~c1 >code_verifier=~v1 >client_assertion=~a3 >client_assertion.aud=http://127.0.0.1:8080/realms/instapic <access_token=~x1 <refresh_token=~y1 <id_token=~i1 <token_type=Bearer <expires_in=300 <scope=openid+photos.read+offline_access").At("POST", $"{Login}/instapic/protocol/openid-connect/token", 200)
            .Rule(SampleRules.Once, Verdict.Kept, "Redeemed once, 38 ms after it had come back.").Rule(SampleRules.Scope, Verdict.Kept, "Granted was what had been asked for.")
            .With(hop => hop with { InnerSpans = 6, OriginalTraceId = "7d3c9f0e52b14a66a0fd3c2b91e84c10", RecordedBy = ["web", "keycloak"] })
        .Hop(KeySet, Client, Instapic, 17400, 9).At("GET", $"{Login}/instapic/protocol/openid-connect/certs", 200)
        .Hop(UserInfo, Client, Instapic, 17414, 33, ">access_token=~x1").At("GET", $"{Login}/instapic/protocol/openid-connect/userinfo", 200)
        .Hop(AccountShown, Client, Browser, 17520, 1).At("GET", $"{Web}/connections/instapic/keep", 200).Waits("deciding whether to keep it", 2600)
        .Hop(AccountKept, Browser, Client, 20130, 18, ">decision=kept").At("POST", $"{Web}/connections/instapic/keep", 303)
        .Hop(PageRead, Browser, Client, 20170, 310).At("GET", $"{Web}/connections/instapic/albums", 200)
        .Hop(ResourceRequest, Client, InstapicPhotos, 20190, 130, ">access_token=~x1").At("GET", "http://127.0.0.1:5030/albums", 200)
        .Hop(KeySet, InstapicPhotos, Instapic, 20196, 12).At("GET", $"{Login}/instapic/protocol/openid-connect/certs", 200)
        .Hop(Introspection, InstapicPhotos, Instapic, 20212, 58, ">token=~x1 <active=true <scope=openid+photos.read+offline_access").At("POST", $"{Login}/instapic/protocol/openid-connect/token/introspect", 200)
        .Hop(ResourceRequest, Client, InstapicPhotos, 20330, 44, ">access_token=~x1").At("GET", "http://127.0.0.1:5030/photos/7/thumbnail", 200)
        .With(hop => hop with { Inferred = "from the client's span alone" })
        .Ends(DanceOutcome.Done, followers: [Id(6), Id(7), Id(8)]);

    /// <summary>The person said no.</summary>
    public static WatchedDance Refused() => Begun(2)
        .Waits("signing in", 6100)
        .Hop(SignIn, Browser, Friendbook, 6400, 96, ">authentication=password").At("POST", $"{Login}/friendbook/login-actions/authenticate", 302)
        .Hop(ConsentPage, Friendbook, Browser, 6500, 12, ">scope=openid+photos.read").Waits("deciding", 9900)
        .Hop(Consent, Browser, Friendbook, 16420, 22, ">decision=refused").At("POST", $"{Login}/friendbook/login-actions/consent", 302)
        .Hop(RedirectBack, Friendbook, Browser, 16442, 1, ">state=~s3 >error=access_denied").At("", "", 302).With(hop => hop with { Error = "access_denied" })
        .Hop(Callback, Browser, Client, 16470, 12, ">state=~s3 >error=access_denied").At("GET", $"{Web}/connections/callback/friendbook", 303).With(hop => hop with { Error = "access_denied" })
        .Unseen(SampleRules.Once).Unseen(SampleRules.Scope).Ends(DanceOutcome.Refused);

    /// <summary>Somebody redeemed the code before, and the server put a token into an address.</summary>
    public static WatchedDance Failed() => Begun(3)
        .Waits("signing in", 4100)
        .Hop(SignIn, Browser, Friendbook, 4400, 90, ">authentication=password").At("POST", $"{Login}/friendbook/login-actions/authenticate", 302)
        .Hop(RedirectBack, Friendbook, Browser, 4490, 1, ">state=~s3 >code=~c3 >access_token=~x3").At("", "", 302)
            .Rule(SampleRules.NoTokenInFront, Verdict.Broken, "The redirect carried an access token in its fragment.")
        .Hop(Callback, Browser, Client, 4510, 77, ">state=~s3 >code=~c3").At("GET", $"{Web}/connections/callback/friendbook", 303).Rule(SampleRules.Iss, Verdict.Broken, "The answer had no iss, though discovery promises one.")
        .Hop(TokenRequest, Client, Friendbook, 4525, 40, ">grant_type=authorization_code >code=~c3 <error=invalid_grant").At("POST", $"{Login}/friendbook/protocol/openid-connect/token", 400).With(hop => hop with { Error = "invalid_grant" })
        .Unseen(SampleRules.Scope).Ends(DanceOutcome.Failed);

    /// <summary>The person is at the sign-in page.</summary>
    public static WatchedDance UnderWay() => Begun(4).With(hop => hop with { Waiting = "signing in" }).Ends(DanceOutcome.UnderWay);

    public static WatchedDance SignedIn() => new Story(Id(5), DanceKind.SignIn, "photoshare-web", "photoshare")
        .Hop(Start, Browser, Client, 0, 40).At("GET", $"{Web}/sign-in", 302)
        .Hop(PushedRequest, Client, SignInServer, 8, 28, ">scope=openid+profile >state=~s5 >nonce=~n5 <request_uri=~r5").At("POST", $"{Login}/photoshare/protocol/openid-connect/ext/par/request", 201)
        .Hop(HopSteps.AuthorizationRequest, Browser, SignInServer, 60, 22, ">request_uri=~r5").At("GET", $"{Login}/photoshare/protocol/openid-connect/auth", 200)
        .Hop(SignInPage, SignInServer, Browser, 82, 1).Waits("signing in", 5000)
        .Hop(SignIn, Browser, SignInServer, 5090, 88, ">authentication=password").At("POST", $"{Login}/photoshare/login-actions/authenticate", 302)
        .Hop(Callback, Browser, Client, 5200, 70, ">state=~s5 >code=~c5").At("GET", $"{Web}/signin-oidc", 302)
        .Hop(TokenRequest, Client, SignInServer, 5212, 41, ">code=~c5 <id_token=~i5").At("POST", $"{Login}/photoshare/protocol/openid-connect/token", 200)
        .Ends(DanceOutcome.Done);

    public static WatchedDance Read() => new Story(Id(6), DanceKind.Read, "photoshare", "instapic")
        .Hop(PageRead, Browser, Client, 0, 92).At("GET", $"{Web}/connections/instapic/albums/3", 200)
        .Hop(ResourceRequest, Client, InstapicPhotos, 8, 60, ">access_token=~x1").At("GET", "http://127.0.0.1:5030/albums/3", 200)
        .Ends(DanceOutcome.Done, follows: Id(1));

    public static WatchedDance Refreshed() => new Story(Id(7), DanceKind.Refresh, "photoshare", "instapic")
        .Hop(Refresh, Client, Instapic, 0, 66, ">grant_type=refresh_token >refresh_token=~y1 <access_token=~x9 <expires_in=300").At("POST", $"{Login}/instapic/protocol/openid-connect/token", 200)
        .Ends(DanceOutcome.Done, follows: Id(1));

    public static WatchedDance Disconnected() => new Story(Id(8), DanceKind.Disconnect, "photoshare", "instapic")
        .Hop(Disconnect, Browser, Client, 0, 240).At("POST", $"{Web}/connections/instapic/disconnect", 303)
        .Hop(Revocation, Client, Instapic, 12, 44, ">token=~y1").At("POST", $"{Login}/instapic/protocol/openid-connect/revoke", 200)
        .Hop(RefusedRead, Client, InstapicPhotos, 70, 80, ">access_token=~x9").At("GET", "http://127.0.0.1:5030/albums", 401).With(hop => hop with { Error = "invalid_token" })
        .Ends(DanceOutcome.Done, follows: Id(1));

    public static string Id(int number) => $"5eed{number:x28}";

    public Task<IReadOnlyList<WatchedDance>> ListAsync(CancellationToken cancellationToken)
    {
        lock (_dances) return Task.FromResult<IReadOnlyList<WatchedDance>>([.. _dances.Values]);
    }

    public Task<WatchedDance?> FindAsync(string id, CancellationToken cancellationToken)
    {
        lock (_dances) return Task.FromResult(_dances.GetValueOrDefault(id));
    }

    /// <summary>Puts a dance in another's place, and tells all who listen.</summary>
    public void Put(WatchedDance dance)
    {
        lock (_dances)
        {
            _dances[dance.Id] = dance;
            foreach (var listener in _listeners) listener.Writer.TryWrite(dance.Id);
        }
    }

    public void Clear()
    {
        lock (_dances) _dances.Clear();
    }

    /// <summary>How many listen now.</summary>
    public int Listening
    {
        get
        {
            lock (_dances) return _listeners.Count;
        }
    }

    public async IAsyncEnumerable<string> ChangesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var channel = Channel.CreateUnbounded<string>();
        lock (_dances) _listeners.Add(channel);
        try
        {
            await foreach (var id in channel.Reader.ReadAllAsync(cancellationToken)) yield return id;
        }
        finally
        {
            lock (_dances) _listeners.Remove(channel);
        }
    }

    private static Story Begun(int number) => new Story(Id(number), DanceKind.Connect, "photoshare", "friendbook")
        .Hop(Start, Browser, Client, 0, 70).At("POST", $"{Web}/connections/friendbook/connect", 303)
        .Hop(PushedRequest, Client, Friendbook, 12, 44, ">client_id=photoshare >scope=openid+photos.read >state=~s3 >code_challenge_method=S256 <request_uri=~r3 <expires_in=60").At("POST", $"{Login}/friendbook/protocol/openid-connect/ext/par/request", 201)
            .Rule(SampleRules.Pkce, Verdict.Kept, "code_challenge_method was S256.")
        .Hop(RedirectOut, Client, Browser, 70, 1, ">request_uri=~r3").At("", "", 303)
        .Hop(HopSteps.AuthorizationRequest, Browser, Friendbook, 90, 30, ">request_uri=~r3").At("GET", $"{Login}/friendbook/protocol/openid-connect/auth", 200)
        .Hop(SignInPage, Friendbook, Browser, 120, 1);
}

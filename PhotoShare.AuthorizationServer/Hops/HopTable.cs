using PhotoShare.AuthorizationServer.Brokering;
using PhotoShare.AuthorizationServer.Protocol;
using PhotoShare.AuthorizationServer.SignIn;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.AuthorizationServer.Hops;

/// <summary>Which step of the dance a request to this server is.</summary>
internal static class HopTable
{
    private const string Root = "/" + ProtocolSetup.Root;

    private static readonly Dictionary<(string Method, string Path), HopStep> Steps = new(Endpoint.Comparer)
    {
        [(HttpMethods.Get, "/.well-known/openid-configuration")] = HopSteps.Discovery,
        [(HttpMethods.Get, Root + "certs")] = HopSteps.KeySet,
        [(HttpMethods.Post, Root + "ext/par/request")] = HopSteps.PushedRequest,
        [(HttpMethods.Get, Root + "auth")] = HopSteps.AuthorizationRequest,
        [(HttpMethods.Post, Root + "auth")] = HopSteps.AuthorizationRequest,
        [(HttpMethods.Get, SignInEndpoint.Path)] = HopSteps.SignInPage,
        [(HttpMethods.Post, SignInEndpoint.Path)] = HopSteps.SignIn,
        [(HttpMethods.Post, Root + "token")] = HopSteps.TokenRequest,
        [(HttpMethods.Get, Root + "userinfo")] = HopSteps.UserInfo,
        [(HttpMethods.Post, Root + "userinfo")] = HopSteps.UserInfo,
        [(HttpMethods.Post, Root + "token/introspect")] = HopSteps.Introspection,
        [(HttpMethods.Post, Root + "revoke")] = HopSteps.Revocation,
        [(HttpMethods.Get, Root + "logout")] = HopSteps.SignOut,
        [(HttpMethods.Post, Root + "logout")] = HopSteps.SignOut,
    };

    /// <param name="request">Its path lies below the realm's own.</param>
    /// <returns>None for what belongs to no dance: stylesheets, the person's own account page.</returns>
    public static HopStep? Find(HttpRequest request)
    {
        var path = request.Path.Value?.TrimEnd('/') ?? "";
        if (Steps.TryGetValue((request.Method, path), out var step)) return step;
        if (!HttpMethods.IsGet(request.Method) || path.Split('/') is not ["", BrokerEndpoints.Segment, _, var end]) return null;
        return end switch
        {
            BrokerEndpoints.BeginSegment => HopSteps.RedirectOut,
            BrokerEndpoints.EndSegment => HopSteps.Callback,
            _ => null,
        };
    }

    private sealed class Endpoint : IEqualityComparer<(string Method, string Path)>
    {
        public static readonly Endpoint Comparer = new();

        // As OpenIddict and routing compare them.
        public bool Equals((string Method, string Path) x, (string Method, string Path) y) => x.Method == y.Method && x.Path.Equals(y.Path, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode((string Method, string Path) endpoint) => HashCode.Combine(endpoint.Method, endpoint.Path.GetHashCode(StringComparison.OrdinalIgnoreCase));
    }
}

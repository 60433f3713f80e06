using PhotoShare.Web.Layout;
using PhotoShare.Web.Networks;
using PhotoShare.Web.SignIn;

namespace PhotoShare.Web.Photos;

/// <summary>The person who is signed in, looking at one network. Bound from the session and the route's <c>{network}</c>.</summary>
/// <param name="PersonId">Who is signed in to PhotoShare.</param>
/// <param name="Network">The network in the address.</param>
public sealed record Viewer(string PersonId, Network Network)
{
    public NetworkBrand Brand => Network.Brand();

    /// <summary>Null, and so a bad request, is never the outcome where the route is constrained by <see cref="KnownNetwork"/>.</summary>
    public static ValueTask<Viewer?> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var networks = context.RequestServices.GetRequiredService<NetworkCatalogue>();
        return ValueTask.FromResult(networks.TryGet(context.GetRouteValue("network") as string ?? "", out var network)
            ? new Viewer(Person.Id(context.User), network)
            : null);
    }
}

/// <summary>The route constraint <c>{network:network}</c>: an address with a network that is not configured does not exist.</summary>
public sealed class KnownNetwork(NetworkCatalogue networks) : IRouteConstraint
{
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values.TryGetValue(routeKey, out var id) && id is string text && networks.TryGet(text, out _);
}

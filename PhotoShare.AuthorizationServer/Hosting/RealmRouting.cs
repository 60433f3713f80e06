using PhotoShare.AuthorizationServer.Realms;

namespace PhotoShare.AuthorizationServer.Hosting;

/// <summary>Moves <c>/realms/{realm}</c> from the path to its base, so that each realm is a server of its own to all that follows.</summary>
internal sealed class RealmRouting(RequestDelegate next, RealmCatalog realms, CurrentRealm current, PublicAddress address)
{
    /// <summary>All that this server has outside of realms.</summary>
    private static readonly PathString[] Outside = ["/health", "/alive", "/resources"];

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        // A proxy may leave the public address's own path on, or take it off.
        if (address.PathBase.HasValue && request.Path.StartsWithSegments(address.PathBase, StringComparison.Ordinal, out var below)) request.Path = below;
        if (!request.Path.StartsWithSegments("/realms", StringComparison.Ordinal, out var rest))
        {
            if (Outside.Any(path => request.Path.StartsWithSegments(path))) await next(context);
            else context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var name = rest.Value?.Split('/', 3) is [_, var segment, ..] ? segment : null;
        if (!realms.TryFind(name, out var realm))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        // Every address that is made from here on is the public one: a forged Host forges nothing (threat: Host header injection).
        request.Scheme = address.Scheme;
        request.Host = address.Host;
        request.PathBase = address.PathBase.Add($"/realms/{realm.Name}");
        request.Path = rest.Value![(name!.Length + 1)..];
        using (current.Enter(realm)) await next(context);
    }
}

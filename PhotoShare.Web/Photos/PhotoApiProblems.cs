using PhotoShare.Web.Layout;
using PhotoShare.Web.Problems;

namespace PhotoShare.Web.Photos;

/// <summary>What the person is told when a photo API did not give what was asked for.</summary>
public static class PhotoApiProblems
{
    public static ProblemResult Show(this PhotoApiRefusal refusal, NetworkBrand network)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return new(Problem(refusal, network), refusal.Cause);
    }

    private static Problem Problem(PhotoApiRefusal refusal, NetworkBrand network) => refusal.Kind switch
    {
        PhotoApiRefusalKind.NotConnected => ProblemCatalogue.NotConnected(network),
        // A grant without photos.read is of no use here; reconnecting asks for it again.
        PhotoApiRefusalKind.ReconnectNeeded or PhotoApiRefusalKind.InsufficientScope => ProblemCatalogue.GrantRevoked(network),
        PhotoApiRefusalKind.AuthorizationServerDown => ProblemCatalogue.AuthorizationServerDownForRead(network),
        PhotoApiRefusalKind.NotFound => ProblemCatalogue.NotFound,
        PhotoApiRefusalKind.BadRequest => ProblemCatalogue.BadRequest,
        PhotoApiRefusalKind.Slow => ProblemCatalogue.ApiSlow(network),
        _ => ProblemCatalogue.ApiDown(network),
    };
}

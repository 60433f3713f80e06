using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Picture;

/// <summary>A small sign for each part in the dance.</summary>
internal static class PartyIcon
{
    /// <param name="x">Its middle.</param>
    /// <param name="y">Its middle.</param>
    public static void Draw(Drawing svg, PartyRole role, double x, double y)
    {
        switch (role)
        {
            case PartyRole.Browser:
                svg.Circle("icon", x, y - 4, 3.6).Path("icon", $"M{x - 7} {y + 8}q0-8 7-8t7 8");
                break;
            case PartyRole.Client:
                svg.Box("icon", x - 9, y - 7, 18, 14, 2).Path("icon", $"M{x - 9} {y - 3}h18");
                break;
            case PartyRole.AuthorizationServer:
                svg.Circle("icon", x - 5, y, 4).Path("icon", $"M{x - 1} {y}h11m-3.5 0v4.5m-3.5-4.5v3");
                break;
            default:
                svg.Box("icon", x - 9, y - 7, 18, 14, 2).Path("icon", $"M{x - 9} {y + 4}l5.500-5.500 4 4 3-2.500 5.500 4.500").Circle("icon", x + 4.5, y - 3, 1.4);
                break;
        }
    }
}

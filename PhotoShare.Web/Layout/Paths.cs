namespace PhotoShare.Web.Layout;

/// <summary>The addresses of Web's pages, written once: links, forms and route tables all take them from here.</summary>
public static class Paths
{
    public const string Home = "/";
    public const string SignIn = "/sign-in";
    /// <summary>Signs in, and comes out at the connected accounts.</summary>
    public const string SignInToConnections = $"{SignIn}?returnUrl={Connections}";

    public const string SignOut = "/sign-out";
    public const string Connections = "/connections";

    /// <summary>POST: starts the dance with the network.</summary>
    public static string Connect(string network) => $"{Of(network)}/connect";

    /// <summary>POST: keeps the account that the person has just been shown.</summary>
    public static string Keep(string network) => $"{Of(network)}/keep";

    /// <summary>POST: gives the account back that the person has just been shown, keeping nothing.</summary>
    public static string Decline(string network) => $"{Of(network)}/decline";

    /// <summary>POST: revokes at the network, then deletes here.</summary>
    public static string Disconnect(string network) => $"{Of(network)}/disconnect";

    /// <summary>GET explains the limit, POST tries it.</summary>
    public static string TryToWrite(string network) => $"{Of(network)}/try-to-write";

    public static string Albums(string network, string? cursor = null) => $"{Of(network)}/albums{Query("cursor", cursor)}";

    public static string Album(string network, string album, string? cursor = null) =>
        $"{Of(network)}/albums/{Uri.EscapeDataString(album)}{Query("cursor", cursor)}";

    public static string Photo(string network, string photo) => $"{Of(network)}/photos/{Uri.EscapeDataString(photo)}";

    public static string Thumbnail(string network, string photo, string size) => $"{Photo(network, photo)}/thumbnail?size={size}";

    public static string Original(string network, string photo) => $"{Photo(network, photo)}/original";

    private static string Of(string network) => $"{Connections}/{Uri.EscapeDataString(network)}";

    private static string Query(string name, string? value) => value is null ? "" : $"?{name}={Uri.EscapeDataString(value)}";
}

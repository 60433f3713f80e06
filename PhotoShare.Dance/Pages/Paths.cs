namespace PhotoShare.Dance.Pages;

/// <summary>The addresses of the pages, written once.</summary>
internal static class Paths
{
    public const string Dances = "/";
    public const string Events = "/events";
    public const string Schema = "/dances/schema.json";

    public static string Dance(string id) => $"/dances/{Uri.EscapeDataString(id)}";

    public static string Dance(string id, DanceView view) => $"{Dance(id)}?view={Word(view)}";

    /// <summary>Opens the hop, from the front row.</summary>
    public static string Hop(string id, int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Dance(id, DanceView.FrontRow)}#hop-{number}");

    public static string EventsOf(string id) => $"{Dance(id)}/events";

    /// <param name="kind"><c>json</c>, <c>mmd</c> or <c>svg</c>.</param>
    public static string Export(string id, string kind) => $"{Dance(id)}.{kind}";

    /// <summary>The picture that is put on paper.</summary>
    public static string Paper(string id) => $"{Dance(id)}/paper.svg";

    public static string Word(DanceView view) => view == DanceView.Balcony ? "balcony" : "front-row";
}

/// <summary>From where one watches.</summary>
public enum DanceView
{
    /// <summary>The person, the client and the network, in a few steps.</summary>
    Balcony,

    /// <summary>Every party and every hop.</summary>
    FrontRow,
}

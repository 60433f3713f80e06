using PhotoShare.Dance.Dances;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Picture;

/// <summary>What realms, parties and channels are called, and which colour a realm has.</summary>
internal static class Names
{
    // Colours beyond our own three realms, whose colours people know from Web.
    private const int Others = 5;

    /// <summary><c>friendbook</c> as Friendbook; names that are no plain small word stay as they are.</summary>
    public static string Of(string realm) => realm switch
    {
        "" => "somewhere",
        "photoshare" => "PhotoShare",
        _ when realm.All(char.IsAsciiLetterLower) => char.ToUpperInvariant(realm[0]) + realm[1..],
        _ => Drawing.Cut(realm, 60),
    };

    public static string Role(PartyRole role) => role switch
    {
        PartyRole.Browser => "browser",
        PartyRole.Client => "client",
        PartyRole.AuthorizationServer => "authorization server",
        _ => "resource server",
    };

    /// <summary><c>Friendbook's authorization server</c>, <c>the browser</c>.</summary>
    public static string Of(Party party) => party.Role == PartyRole.Browser ? "the browser" : $"{Of(party.Realm)}, {Role(party.Role)}";

    public static string Of(HopChannel channel) => channel == HopChannel.Front ? "front channel" : "back channel";

    /// <summary>The class that paints in a realm's colour: the same for the same realm on all pages.</summary>
    public static string Look(string realm) => realm switch
    {
        "" => "realm-none",
        "photoshare" => "realm-photoshare",
        "friendbook" => "realm-friendbook",
        "instapic" => "realm-instapic",
        _ => $"realm-{realm.Aggregate(0u, (sum, letter) => (sum * 31) + letter) % Others}",
    };

    public static string Look(HopChannel channel) => channel == HopChannel.Front ? "front" : "back";

    public static string Look(Verdict verdict) => verdict switch
    {
        Verdict.Kept => "kept",
        Verdict.Broken => "broken",
        _ => "unseen",
    };

    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Kept => "kept",
        Verdict.Broken => "broken",
        _ => "not seen",
    };
}

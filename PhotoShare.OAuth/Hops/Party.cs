namespace PhotoShare.OAuth.Hops;

/// <summary>A part that somebody plays in the dance (RFC 6749 section 1.1), and in which realm.</summary>
/// <param name="Role">Which part.</param>
/// <param name="Realm">The realm of trust: <c>photoshare</c>, <c>friendbook</c>; empty for the browser, which belongs to none.</param>
public readonly record struct Party(PartyRole Role, string Realm)
{
    /// <summary>The person and their browser: the resource owner and the user agent, through whom the front channel runs.</summary>
    public static readonly Party Browser = new(PartyRole.Browser, "");

    public static Party Client(string realm) => new(PartyRole.Client, realm);

    public static Party AuthorizationServer(string realm) => new(PartyRole.AuthorizationServer, realm);

    public static Party ResourceServer(string realm) => new(PartyRole.ResourceServer, realm);

    /// <summary><c>browser</c>, <c>client@photoshare</c>, <c>authorization_server@friendbook</c>, <c>resource_server@friendbook</c>.</summary>
    public override string ToString() => Realm.Length == 0 ? Word(Role) : $"{Word(Role)}@{Realm}";

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string? text, out Party party)
    {
        party = default;
        if (text is null) return false;
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var word = at < 0 ? text : text[..at];
        foreach (var role in Enum.GetValues<PartyRole>())
        {
            if (Word(role) != word) continue;
            party = new Party(role, at < 0 ? "" : text[(at + 1)..]);
            return true;
        }
        return false;
    }

    private static string Word(PartyRole role) => role switch
    {
        PartyRole.Browser => "browser",
        PartyRole.Client => "client",
        PartyRole.AuthorizationServer => "authorization_server",
        PartyRole.ResourceServer => "resource_server",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "No such part."),
    };
}

/// <summary>The parts of the dance, from left to right as they are drawn.</summary>
public enum PartyRole
{
    Browser,
    Client,
    AuthorizationServer,
    ResourceServer,
}

using System.Globalization;
using System.Text.RegularExpressions;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Dance.Redaction;

/// <summary>
/// Which attributes are shown, and what a value must look like. A list of what is let through: an attribute that is not here is not kept,
/// and a value that does not fit its name is not either. Values that are addresses are <see cref="ShownUrls"/>'.
/// </summary>
internal static partial class ShownAttributes
{
    private static readonly Dictionary<string, (string Name, Func<string, bool> Fits)> Known = new(StringComparer.Ordinal)
    {
        // OpenTelemetry's conventions for HTTP 1.23 and later, and before.
        ["http.request.method"] = ("http.request.method", Method().IsMatch),
        ["http.method"] = ("http.request.method", Method().IsMatch),
        ["http.response.status_code"] = ("http.response.status_code", IsStatus),
        ["http.status_code"] = ("http.response.status_code", IsStatus),
        ["http.route"] = ("http.route", text => Route().IsMatch(text) && !SecretLooks.Any(text)),
        ["url.scheme"] = ("url.scheme", text => text is "http" or "https"),
        ["http.scheme"] = ("url.scheme", text => text is "http" or "https"),
        ["server.address"] = ("server.address", IsHost),
        ["net.host.name"] = ("server.address", IsHost),
        ["net.peer.name"] = ("server.address", IsHost),
        ["server.port"] = ("server.port", IsNumber),
        ["net.host.port"] = ("server.port", IsNumber),
        ["net.peer.port"] = ("server.port", IsNumber),
        ["network.protocol.version"] = ("network.protocol.version", Version().IsMatch),
        ["error.type"] = ("error.type", IsIdentifier),
        ["exception.type"] = ("exception.type", IsIdentifier),
        ["code.function.name"] = ("code.function.name", IsIdentifier),
        ["db.system"] = ("db.system.name", IsIdentifier),
        ["db.system.name"] = ("db.system.name", IsIdentifier),
        ["rpc.system"] = ("rpc.system", IsIdentifier),
        ["rpc.service"] = ("rpc.service", IsIdentifier),
        ["rpc.method"] = ("rpc.method", IsIdentifier),
        ["rpc.grpc.status_code"] = ("rpc.grpc.status_code", IsNumber),
        ["otel.status_code"] = ("otel.status_code", text => text is "OK" or "ERROR" or "UNSET"),

        [HopAttributes.Step] = (HopAttributes.Step, text => HopSteps.Find(text) is not null),
        [HopAttributes.Channel] = (HopAttributes.Channel, text => text is "front" or "back"),
        [HopAttributes.From] = (HopAttributes.From, IsParty),
        [HopAttributes.To] = (HopAttributes.To, IsParty),
        [HopAttributes.Specification] = (HopAttributes.Specification, IsWords),
        [HopAttributes.Letters] = (HopAttributes.Letters, Letters().IsMatch),
        [HopAttributes.Error] = (HopAttributes.Error, IsIdentifier),
        [HopAttributes.Waiting] = (HopAttributes.Waiting, IsWords),
        [HopAttributes.DanceKind] = (HopAttributes.DanceKind, IsIdentifier),
        [HopAttributes.DanceNetwork] = (HopAttributes.DanceNetwork, IsIdentifier),
        [HopAttributes.DanceClient] = (HopAttributes.DanceClient, IsIdentifier),
        [HopAttributes.DanceOutcome] = (HopAttributes.DanceOutcome, IsIdentifier),

        [JoinAttributes.State] = (JoinAttributes.State, Fingerprints.IsOne),
        [JoinAttributes.TabId] = (JoinAttributes.TabId, Fingerprints.IsOne),
    };

    /// <summary>The name under which it is kept; none if it is not.</summary>
    public static string? Keep(string name, string value)
    {
        if (Known.TryGetValue(name, out var known)) return known.Fits(value) ? known.Name : null;
        return Parameter(name, HopAttributes.Sent, value) || Parameter(name, HopAttributes.Received, value) ? name : null;
    }

    /// <summary>Letters, digits and what stands between the words of a name: of a class, a service, an error.</summary>
    public static bool IsIdentifier(string text) => Identifier().IsMatch(text) && !SecretLooks.Any(text);

    /// <summary>A few plain words.</summary>
    public static bool IsWords(string text) => Words().IsMatch(text) && !SecretLooks.Any(text);

    public static bool IsHost(string text) => text.Length <= 253 && Uri.CheckHostName(text) != UriHostNameType.Unknown && !SecretLooks.Any(text);

    private static bool Parameter(string name, string prefix, string value) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && HopParameters.MayLeave(name[prefix.Length..], value) && UrlParameters.IsHonest(name[prefix.Length..], value);

    private static bool IsStatus(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 100 and <= 599;

    private static bool IsNumber(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 65535;

    private static bool IsParty(string text) => Party.TryParse(text, out var party) && (party.Realm.Length == 0 || IsIdentifier(party.Realm));

    [GeneratedRegex("^[A-Z_]{3,10}\\z")]
    private static partial Regex Method();

    [GeneratedRegex("^[0-9.]{1,5}\\z")]
    private static partial Regex Version();

    [GeneratedRegex("^[A-Z]( [A-Z])*\\z")]
    private static partial Regex Letters();

    // Such as realms/{realm}/protocol/{protocol}; a pattern may stand within the braces: {path:.*}.
    [GeneratedRegex(@"^[A-Za-z0-9/{}._:*~+\\\-]{1,200}\z")]
    private static partial Regex Route();

    [GeneratedRegex(@"^[A-Za-z0-9_.$+`:<>/-]{1,200}\z")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^[A-Za-z0-9 .,'-]{1,100}\z")]
    private static partial Regex Words();
}

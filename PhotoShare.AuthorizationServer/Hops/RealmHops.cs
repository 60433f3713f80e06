using System.Diagnostics;
using System.Text.Json;
using PhotoShare.AuthorizationServer.Hosting;
using PhotoShare.AuthorizationServer.Realms;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.AuthorizationServer.Hops;

/// <summary>Hops of the realm in which the running code works.</summary>
internal sealed class RealmHops(HopRecorder recorder, CurrentRealm current) : IDisposable
{
    // ServiceDefaults listens to the source of the project's name.
    private readonly ActivitySource source = new("PhotoShare.AuthorizationServer");

    /// <summary>This realm's authorization server.</summary>
    public Party Self => Party.AuthorizationServer(current.OrNone?.Name ?? "");

    /// <summary>An identity provider: its realm, where its issuer's last segment says which (<c>…/realms/friendbook</c>), else its name here.</summary>
    public static Party Provider(IdentityProvider provider) => Party.AuthorizationServer(
        provider.Config["issuer"].TrimEnd('/').Split('/') is [.., "realms", { Length: > 0 } realm] ? realm : provider.Alias);

    /// <summary>This server asks another, or a client, whose realm it does not know.</summary>
    public HopSpan Ask(HopStep step, Party? whom) => recorder.Start(source, step, Self, whom);

    /// <summary>What this server says to the browser beyond the span of the request that it answers.</summary>
    public HopSpan Tell(HopStep step) => recorder.Start(source, step, Self, Party.Browser);

    /// <inheritdoc cref="HopRecorder.Mark"/>
    public HopSpan Mark(Activity? request, HopStep step, Party? from, Party to) => recorder.Mark(request, step, from, to);

    /// <summary>The text and number members of an answer, as names and values.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Members(JsonElement answer) => answer.ValueKind != JsonValueKind.Object ? [] : answer.EnumerateObject()
        .Where(member => member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
        .Select(member => KeyValuePair.Create(member.Name, member.Value.ToString()));

    public void Dispose() => source.Dispose();
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Options;
using PhotoShare.Api.Hops;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.Api.Authentication;

/// <summary>Asks the realm whether a token still lives (RFC 7662), as the client whose id is this API's audience.</summary>
internal sealed partial class TokenIntrospection(IHttpClientFactory clients, RealmMetadata realm, IOptions<ApiOptions> options, ApiHops hops, ILogger<TokenIntrospection> logger)
{
    /// <exception cref="RealmUnavailableException">No answer that says anything about the token.</exception>
    public async Task<TokenState> AskAsync(string token, CancellationToken cancellationToken)
    {
        var document = await realm.GetAsync(keyId: null, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, document.IntrospectionEndpoint);
        request.Headers.Authorization = ClientCredentials(options.Value.Audience, options.Value.Introspection.ClientSecret);
        request.Headers.Accept.ParseAdd("application/json");
        KeyValuePair<string, string>[] form = [new("token", token), new("token_type_hint", "access_token")];
        request.Content = new FormUrlEncodedContent(form);
        using var hop = hops.Ask(HopSteps.Introspection).Sent(form).Sent("client_id", options.Value.Audience).Sent("authentication", "client_secret_basic");
        try
        {
            using var response = await clients.CreateClient(Realm.HttpClient).SendAsync(request, cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK) hop.Refused("refused");
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) Log.NotAccepted(logger, options.Value.Audience);
            if (response.StatusCode != HttpStatusCode.OK) throw new RealmUnavailableException($"Introspection was answered with {(int)response.StatusCode}.");
            var state = await response.Content.ReadFromJsonAsync<TokenState>(cancellationToken) ?? throw new RealmUnavailableException("Introspection was answered with null.");
            hop.Received(state.Told());
            return state;
        }
        catch (Exception e) when (e is HttpRequestException or System.Text.Json.JsonException or OperationCanceledException or InvalidOperationException)
        {
            hop.Refused("unreachable");
            Log.NoAnswer(logger, e);
            throw new RealmUnavailableException("Introspection was not answered.", e);
        }
    }

    /// <summary>HTTP Basic, each half form-encoded first (RFC 6749 section 2.3.1).</summary>
    private static AuthenticationHeaderValue ClientCredentials(string id, string secret) =>
        new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{WebUtility.UrlEncode(id)}:{WebUtility.UrlEncode(secret)}")));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "The realm does not accept the client {ClientId} at its introspection endpoint: set Introspection:ClientSecret to that client's secret")]
        public static partial void NotAccepted(ILogger logger, string clientId);

        [LoggerMessage(LogLevel.Warning, "The realm did not answer an introspection request")]
        public static partial void NoAnswer(ILogger logger, Exception exception);
    }
}

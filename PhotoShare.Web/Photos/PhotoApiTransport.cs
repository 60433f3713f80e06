using System.Net;
using System.Net.Http.Headers;
using PhotoShare.OAuth.Hops;
using PhotoShare.Web.Connections;
using PhotoShare.Web.Watching;

namespace PhotoShare.Web.Photos;

/// <summary>
/// Carries requests to a network's photo API with the person's access token. A token that the API refuses is exchanged once:
/// it may have been revoked, or have ended on the way. What is left then is the truth. A read whose instance of the API died is asked once more,
/// of another.
/// </summary>
public sealed class PhotoApiTransport(IHttpClientFactory clients, ConnectionTokens tokens, WebHops hops, TimeProvider clock)
{
    public const string ClientName = "photo-api";

    /// <summary>How long one waits for the head of an answer. People leave after ten seconds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <param name="viewer">Whose token, and which API.</param>
    /// <param name="request">Makes the request, anew for each attempt. Its address is relative to the API's root.</param>
    /// <param name="cancellationToken">The browser has gone.</param>
    /// <returns>An answer of status 2xx, 304 or 416 with its body still to be read, for the caller to dispose of.</returns>
    public async Task<PhotoApiAnswer<HttpResponseMessage>> SendAsync(Viewer viewer, Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(request);
        string? refused = null;
        var mayAskAgain = true;
        while (true)
        {
            var access = await tokens.GetAccessTokenAsync(viewer.PersonId, viewer.Network, refused, cancellationToken);
            if (access is not AccessTokenResult.Token token) return Refusal(access);

            var answer = await SendOnceAsync(viewer, request, token.Value, cancellationToken);
            if (!answer.Has(out var response, out var refusal))
            {
                if (!mayAskAgain || refusal.Kind != PhotoApiRefusalKind.Cut) return refusal;
                mayAskAgain = false;
                continue;
            }
            if (response.StatusCode != HttpStatusCode.Unauthorized || refused is not null) return Judge(response);
            response.Dispose();
            refused = token.Value;
        }
    }

    private async Task<PhotoApiAnswer<HttpResponseMessage>> SendOnceAsync(Viewer viewer, Func<HttpRequestMessage> make, string token, CancellationToken cancellationToken)
    {
        using var request = make();
        request.RequestUri = new Uri(viewer.Network.ApiUrl, request.RequestUri!);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var hop = hops.Read(HopSteps.ResourceRequest, viewer.Network).Asks(request).Sent("access_token", token);
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var response = await clients.CreateClient(ClientName).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            hop.Answers(response);
            if (BearerRefusal.ErrorOf(response) is { } error) hop.Received("error", error).Refused(error);
            return response;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            hop.Refused("no_answer");
            return new PhotoApiRefusal(PhotoApiRefusalKind.Slow, $"{viewer.Network.ApiUrl.Authority} did not answer within {Patience.TotalSeconds} s.");
        }
        catch (Exception e) when (IsUnreachable(e, cancellationToken))
        {
            hop.Refused("no_answer");
            return new PhotoApiRefusal(
                request.Method == HttpMethod.Get ? PhotoApiRefusalKind.Cut : PhotoApiRefusalKind.Down,
                $"{viewer.Network.ApiUrl.Authority} can't be reached ({(e as HttpRequestException)?.HttpRequestError ?? HttpRequestError.ConnectionError}).");
        }
    }

    // A connection that is not made in time (SocketsHttpHandler.ConnectTimeout) comes as a cancellation that nobody asked for.
    private static bool IsUnreachable(Exception e, CancellationToken cancellationToken) =>
        e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static PhotoApiAnswer<HttpResponseMessage> Judge(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode || response.StatusCode is HttpStatusCode.NotModified or HttpStatusCode.RequestedRangeNotSatisfiable)
            return response;
        using (response) return BearerRefusal.Read(response);
    }

    private static PhotoApiRefusal Refusal(AccessTokenResult result) => result switch
    {
        AccessTokenResult.NotConnected => new(PhotoApiRefusalKind.NotConnected, "There is no connection of this person to this network."),
        AccessTokenResult.ReconnectNeeded => new(PhotoApiRefusalKind.ReconnectNeeded, "The authorization server refuses the refresh token (invalid_grant)."),
        AccessTokenResult.Unavailable unavailable => new(PhotoApiRefusalKind.AuthorizationServerDown, unavailable.Cause),
        _ => throw new InvalidOperationException($"No case for {result.GetType()}."),
    };
}

using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using PhotoShare.OAuth.Hops;
using PhotoShare.Web.Dance;
using PhotoShare.Web.SignIn;

namespace PhotoShare.Web.Watching;

/// <summary>The back channel of the framework's OpenID Connect handler, which knows nothing of hops: each call is one, and says what it is for.</summary>
public sealed class SignInHops(WebHops hops, SignInServer server) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var form = request.Content is FormUrlEncodedContent content ? QueryHelpers.ParseQuery(await content.ReadAsStringAsync(cancellationToken)) : [];
        using var hop = hops.Ask(StepOf(request, form.ContainsKey("grant_type")), Party.AuthorizationServer(WebHops.Realm))
            .Asks(request).AsksBy(form.Select(field => KeyValuePair.Create(field.Key, field.Value.ToString())));
        if (form.ContainsKey("client_assertion")) hop.Sent("authentication", "private_key_jwt");
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            hop.Answers(response);
            await response.Content.LoadIntoBufferAsync(BackChannelClient.MostBytes, cancellationToken);
            Read(hop, response, await response.Content.ReadAsByteArrayAsync(cancellationToken));
            return response;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            hop.Refused("no_answer");
            throw;
        }
    }

    private HopStep StepOf(HttpRequestMessage request, bool hasGrant) =>
        request.Method == HttpMethod.Post ? hasGrant ? HopSteps.TokenRequest : HopSteps.PushedRequest
        : request.Headers.Authorization is not null ? HopSteps.UserInfo
        : request.RequestUri == server.MetadataAddress ? HopSteps.Discovery : HopSteps.KeySet;

    private static void Read(HopSpan hop, HttpResponseMessage response, byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 16 });
            hop.Answers(json.RootElement);
            if (!response.IsSuccessStatusCode) hop.Refused(Answer.ErrorOf(json.RootElement) ?? "no_answer");
        }
        catch (JsonException)
        {
            if (!response.IsSuccessStatusCode) hop.Refused("no_answer");
        }
    }
}

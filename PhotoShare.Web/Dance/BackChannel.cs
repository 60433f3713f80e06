using System.Net.Http.Headers;
using System.Text.Json;
using PhotoShare.OAuth.Hops;
using PhotoShare.Web.Networks;
using PhotoShare.Web.Watching;

namespace PhotoShare.Web.Dance;

/// <summary>Calls from server to server, and what they answered. Nothing is ever sent twice.</summary>
public sealed class BackChannel(IHttpClientFactory clients, ClientAuthentication authentication, WebHops hops)
{
    // Two members of one name: whoever reads the first and whoever reads the last would disagree.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>Posts a form as the network's client.</summary>
    public async Task<Answer> PostAsync(Exchange exchange, IReadOnlyDictionary<string, string> form, CancellationToken cancellationToken)
    {
        using var hop = Begin(exchange);
        using var request = new HttpRequestMessage(HttpMethod.Post, exchange.Address);
        var complete = new Dictionary<string, string>(form);
        await authentication.ApplyAsync(exchange.Network, request, complete, cancellationToken);
        request.Content = new FormUrlEncodedContent(complete);
        hop.AsksBy(complete).Sent("authentication", ClientAuthentication.NameOf(exchange.Network.ClientAuthentication));
        return await SendAsync(hop, request, [.. complete.Values], cancellationToken);
    }

    /// <summary>Reads a document, with an access token where one is given (RFC 6750 section 2.1).</summary>
    public async Task<Answer> GetAsync(Exchange exchange, string? accessToken, CancellationToken cancellationToken)
    {
        using var hop = Begin(exchange);
        using var request = new HttpRequestMessage(HttpMethod.Get, exchange.Address);
        if (accessToken is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        hop.Sent("access_token", accessToken);
        return await SendAsync(hop, request, accessToken is null ? [] : [accessToken], cancellationToken);
    }

    private HopSpan Begin(Exchange exchange)
    {
        var hop = hops.Ask(exchange.Step, exchange.Network);
        // A trace of its own, where no request is behind it.
        if (hop.Activity is { ParentId: null } && exchange.Kind is { } kind) hop.Begins(kind, exchange.Network).Follows(exchange.Follows);
        return hop;
    }

    private async Task<Answer> SendAsync(HopSpan hop, HttpRequestMessage request, IReadOnlyCollection<string> sent, CancellationToken cancellationToken)
    {
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        var host = request.RequestUri!.Authority;
        hop.Asks(request);
        try
        {
            using var response = await clients.CreateClient(BackChannelClient.Name).SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return Told(hop.Answers(response), Read(response, body, sent, host));
        }
        catch (Exception e) when (IsSilence(e) && !cancellationToken.IsCancellationRequested)
        {
            hop.Refused("no_answer");
            return new Answer.Silence($"{host} can't be reached ({e.GetType().Name}).");
        }
    }

    private static Answer Read(HttpResponseMessage response, byte[] body, IReadOnlyCollection<string> sent, string host)
    {
        var status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode && body.Length == 0) return new Answer.Success(JsonDocument.Parse("{}").RootElement);
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            var json = document.RootElement.Clone();
            if (json.ValueKind == JsonValueKind.Object)
            {
                if (response.IsSuccessStatusCode) return new Answer.Success(json);
                if (status is >= 400 and < 500 && Answer.ErrorOf(json) is { } code)
                    return new Answer.Refused(code, WithoutWhatWeSent(json.Text("error_description"), sent));
            }
        }
        catch (JsonException)
        {
            // A page, or nothing: told below by its status.
        }
        return new Answer.Silence($"{host} answered {status} with something other than a JSON object.");
    }

    // A server may quote our code or secret in its description.
    private static string? WithoutWhatWeSent(string? description, IReadOnlyCollection<string> sent)
    {
        if (description is null) return null;
        foreach (var value in sent.Where(value => value.Length >= 8)) description = description.Replace(value, "[what we sent]", StringComparison.Ordinal);
        return new string([.. description.Where(c => c is >= ' ' and <= '~').Take(300)]);
    }

    private static bool IsSilence(Exception e) => e is HttpRequestException or IOException or OperationCanceledException;

    private static Answer Told(HopSpan hop, Answer answer)
    {
        if (answer is Answer.Success success) hop.Answers(success.Body);
        else if (answer is Answer.Refused refused) hop.Received("error", refused.Code).Refused(refused.Code);
        else hop.Refused("no_answer");
        return answer;
    }
}

/// <summary>A question on the back channel.</summary>
/// <param name="Network">Who is asked.</param>
/// <param name="Step">What for.</param>
/// <param name="Address">At which address.</param>
public sealed record Exchange(Network Network, HopStep Step, Uri Address)
{
    /// <summary>What kind of dance it is if nothing larger is under way; none if it is never one.</summary>
    public string? Kind { get; init; }

    /// <summary>The dance that it follows then (<c>traceparent</c> of its first span).</summary>
    public string? Follows { get; init; }
}

/// <summary>Reads members of JSON that somebody else wrote.</summary>
public static class JsonMembers
{
    /// <summary>The member as a string; none if it is absent or something else, half a surrogate pair among it.</summary>
    public static string? Text(this JsonElement json, string name)
    {
        try
        {
            return json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The member as a yes; a no if it is absent or something else.</summary>
    public static bool Says(this JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}

using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using PhotoShare.Web.Networks;

namespace PhotoShare.Web.Dance;

/// <summary>Calls from server to server, and what they answered. Nothing is ever sent twice.</summary>
public sealed partial class BackChannel(IHttpClientFactory clients, ClientAuthentication authentication)
{
    // Two members of one name: whoever reads the first and whoever reads the last would disagree.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>Posts a form as the network's client.</summary>
    public async Task<Answer> PostAsync(Network network, Uri endpoint, IReadOnlyDictionary<string, string> form, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint);
        var complete = new Dictionary<string, string>(form);
        await authentication.ApplyAsync(network, request, complete, cancellationToken);
        request.Content = new FormUrlEncodedContent(complete);
        return await SendAsync(request, [.. complete.Values], cancellationToken);
    }

    /// <summary>Reads a document, with an access token where one is given (RFC 6750 section 2.1).</summary>
    public async Task<Answer> GetAsync(Uri address, string? accessToken, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (accessToken is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return await SendAsync(request, accessToken is null ? [] : [accessToken], cancellationToken);
    }

    private async Task<Answer> SendAsync(HttpRequestMessage request, IReadOnlyCollection<string> sent, CancellationToken cancellationToken)
    {
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        var host = request.RequestUri!.Authority;
        try
        {
            using var response = await clients.CreateClient(BackChannelClient.Name).SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return Read(response, body, sent, host);
        }
        catch (Exception e) when (IsSilence(e) && !cancellationToken.IsCancellationRequested)
        {
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
                if (status is >= 400 and < 500 && json.Text("error") is { } code)
                    return new Answer.Refused(ErrorCodes().IsMatch(code) ? code : "an error code that is none", WithoutWhatWeSent(json.Text("error_description"), sent));
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

    // Narrower than RFC 6749 section 5.2 allows, so that no token passes for a code.
    [GeneratedRegex("^[a-z_]{1,50}$")]
    private static partial Regex ErrorCodes();
}

/// <summary>Reads members of JSON that somebody else wrote.</summary>
public static class JsonMembers
{
    /// <summary>The member as a string; none if it is absent or something else.</summary>
    public static string? Text(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>The member as a yes; a no if it is absent or something else.</summary>
    public static bool Says(this JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}

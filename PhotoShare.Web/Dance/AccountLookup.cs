using System.Text.Json;
using PhotoShare.OAuth.Hops;
using PhotoShare.Web.Networks;

namespace PhotoShare.Web.Dance;

/// <summary>Whose account was connected.</summary>
/// <param name="Subject">Its name for ever, within its issuer.</param>
/// <param name="Name">What people call it. Changes, and may be chosen to deceive: nothing is decided by it.</param>
public sealed record Account(string Subject, string Name);

/// <summary>Asks the network whose account it is: by the ID token and user info, or, of a plain OAuth server, by its account endpoint.</summary>
public sealed class AccountLookup(Discovery discovery, BackChannel backChannel, IdTokenCheck idTokens)
{
    private const int LongestSubject = 255, LongestName = 80;

    public async Task<DanceResult<Account>> FindAsync(Network network, Transaction transaction, TokenResponse response, CancellationToken cancellationToken)
    {
        if (!(await discovery.MetadataAsync(network, cancellationToken)).TryGet(out var server, out var refusal)) return refusal;
        var endpoint = network.AccountEndpoint ?? server.UserInfoEndpoint;
        if (!network.UsesOpenIdConnect) return await AskAsync(network, endpoint, response, cancellationToken);

        if (response.IdToken is null) return new Refusal(DanceProblem.AnswerNotTrusted, "The scope openid was asked for, and no ID token came.");
        if (!(await idTokens.CheckAsync(network, transaction, response.IdToken, cancellationToken)).TryGet(out var idToken, out refusal)) return refusal;
        string? Claim(string name) => idToken.TryGetPayloadValue<string>(name, out var value) ? value : null;
        var account = new Account(idToken.Subject, NameOf(Claim("name"), Claim("preferred_username"), idToken.Subject));
        if (endpoint is null) return account;

        // User info only adds a name: without it the ID token's will do.
        if (await backChannel.GetAsync(new(network, HopSteps.UserInfo, endpoint), response.Tokens.AccessToken, cancellationToken) is not Answer.Success info) return account;
        // OpenID Connect Core section 5.3.2: user info of another subject is a token that was swapped.
        if (info.Body.Text("sub") != idToken.Subject) return new Refusal(DanceProblem.AnswerNotTrusted, "The user info is not that of the ID token's subject.");
        return account with { Name = NameOf(info.Body.Text("name") ?? Claim("name"), info.Body.Text("preferred_username") ?? Claim("preferred_username"), idToken.Subject) };
    }

    private async Task<DanceResult<Account>> AskAsync(Network network, Uri? endpoint, TokenResponse response, CancellationToken cancellationToken)
    {
        if (endpoint is null) return new Refusal(DanceProblem.ServerRefusedUs, $"Set Networks:{network.Id}:AccountEndpoint: the metadata names no userinfo_endpoint.");
        var answer = await backChannel.GetAsync(new(network, HopSteps.UserInfo, endpoint), response.Tokens.AccessToken, cancellationToken);
        if (answer is not Answer.Success info) return answer.ToRefusal();
        if (Identifier(info.Body, network.SubjectClaim) is not { Length: > 0 and <= LongestSubject } subject || subject.Any(char.IsControl))
            return new Refusal(DanceProblem.ServerRefusedUs, $"The account endpoint names no {network.SubjectClaim}.");
        return new Account(subject, NameOf(info.Body.Text("name"), info.Body.Text("preferred_username") ?? info.Body.Text("login"), subject));
    }

    // Plain OAuth servers have numbers for it, too.
    private static string? Identifier(JsonElement json, string name) =>
        json.Text(name) ?? (json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetRawText() : null);

    // "Ada Lovelace (ada)": the full name alone does not tell one's two accounts apart.
    private static string NameOf(string? name, string? userName, string subject)
    {
        var said = (Clean(name), Clean(userName)) switch
        {
            ({ } full, { } user) when full != user => $"{full} ({user})",
            ({ } full, _) => full,
            (null, { } user) => user,
            _ => subject,
        };
        // Not through the middle of a character, half of which PostgreSQL would not take.
        return said.Length <= LongestName ? said : said[..(char.IsHighSurrogate(said[LongestName - 1]) ? LongestName - 1 : LongestName)];
    }

    private static string? Clean(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : new string([.. text.Where(c => !char.IsControl(c) && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format)]).Trim();
}

using Microsoft.Extensions.Options;
using PhotoShare.OAuth;

namespace PhotoShare.Api;

/// <summary>Names every key that is missing or wrong, all at once, before anything listens.</summary>
internal sealed class ApiOptionsValidator(IHostEnvironment environment) : IValidateOptions<ApiOptions>
{
    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        string?[] problems =
        [
            options.Network.Length > 0 && options.Network.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
                ? null : "Set Network to the network's id in lower case, such as friendbook.",
            IsIssuer(options.Issuer)
                ? null : "Set Issuer to the realm's issuer, such as https://login.example/realms/friendbook: an https URL without query or fragment (http on loopback or in Development).",
            string.IsNullOrWhiteSpace(options.Audience)
                ? "Set Audience to what a token's aud must hold, such as friendbook-api." : null,
            string.IsNullOrWhiteSpace(options.MetadataAddress) || IsInternal(options.MetadataAddress)
                ? null : "Set MetadataAddress to an https URL, or leave it out (http on loopback, for a name of the own network without a dot, or in Development).",
            string.IsNullOrWhiteSpace(options.DataDirectory)
                ? "Set DataDirectory to a folder for this network's photos." : null,
            string.IsNullOrWhiteSpace(options.Introspection.ClientSecret)
                ? "Set Introspection:ClientSecret to the secret of the client that is named by Audience." : null,
        ];
        var found = problems.OfType<string>().ToArray();
        return found.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }

    private bool IsIssuer(string value) =>
        IsHttp(value) && new Uri(value) is { Query: "", Fragment: "" } uri && (uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback || environment.IsDevelopment());

    private bool IsInternal(string value) => IsHttp(value) && (BackChannelAddress.IsAcceptable(new Uri(value)) || environment.IsDevelopment());

    private static bool IsHttp(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}

using Microsoft.Extensions.Options;
using PhotoShare.OAuth;

namespace PhotoShare.Dance;

/// <summary>Names every key that is missing or wrong, all at once, before anything listens.</summary>
internal sealed class DanceOptionsValidator(IHostEnvironment environment) : IValidateOptions<DanceOptions>
{
    public ValidateOptionsResult Validate(string? name, DanceOptions options)
    {
        var problems = environment.IsDevelopment() ? [] : OutsideDevelopment(options).ToList();
        foreach (var (key, value) in Counts(options))
            if (value < 1) problems.Add($"Set {key} to 1 or more, or leave it out.");
        if (options.Keeping.Hours is not (> 0 and <= 24 * 365)) problems.Add("Set Dance:Keeping:Hours to a number above 0, or leave it out.");
        if (DanceOptions.List(options.Hosts).FirstOrDefault(host => !IsHost(host)) is { } wrong)
            problems.Add($"Set Dance:Hosts to host names by commas, without scheme, port or *: '{wrong}' is none.");
        if (!string.IsNullOrEmpty(options.GrpcUrl) && !IsAddress(options.GrpcUrl))
            problems.Add("Set Dance:GrpcUrl to an address such as http://127.0.0.1:5041, or leave it empty.");
        foreach (var issuer in options.Issuers.Where(issuer => !Watching.Issuers.IsOne(issuer)))
            problems.Add($"Set --issuer (Dance:Issuers) to an issuer, an http or https URL without query and fragment, such as https://login.example/realms/x: '{issuer}' is none.");
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> OutsideDevelopment(DanceOptions options)
    {
        if (!options.AllowOutsideDevelopment)
        {
            yield return "PhotoShare.Dance is a development tool. Set Dance:AllowOutsideDevelopment to true to run it elsewhere all the same, behind sign-in and a role.";
            yield break;
        }
        if (string.IsNullOrEmpty(options.OtlpKey)) yield return "Set Dance:OtlpKey to a secret that the senders of spans share: outside of Development nobody sends without one.";
        if (!Uri.TryCreate(options.SignIn.Issuer, UriKind.Absolute, out var issuer) || (issuer.Scheme != Uri.UriSchemeHttps && !issuer.IsLoopback))
            yield return "Set Dance:SignIn:Issuer to an OpenID Connect issuer, an https URL (http on loopback).";
        if (!string.IsNullOrEmpty(options.SignIn.MetadataAddress) && !(Uri.TryCreate(options.SignIn.MetadataAddress, UriKind.Absolute, out var metadata) && BackChannelAddress.IsAcceptable(metadata)))
            yield return "Set Dance:SignIn:MetadataAddress to where the issuer's discovery document is read, an https URL (http on loopback and to names without a dot), or leave it out.";
        if (string.IsNullOrWhiteSpace(options.SignIn.ClientId)) yield return "Set Dance:SignIn:ClientId to the client that Dance is at the issuer.";
        if (string.IsNullOrWhiteSpace(options.SignIn.ClientSecret)) yield return "Set Dance:SignIn:ClientSecret to that client's secret.";
        if (string.IsNullOrWhiteSpace(options.SignIn.Role)) yield return "Set Dance:SignIn:Role to the role that a person must have to look at dances.";
    }

    private static IEnumerable<(string Key, int Value)> Counts(DanceOptions options) =>
    [
        ("Dance:Receiving:MaxBodyBytes", options.Receiving.MaxBodyBytes),
        ("Dance:Receiving:MaxSpans", options.Receiving.MaxSpans),
        ("Dance:Receiving:MaxAttributes", options.Receiving.MaxAttributes),
        ("Dance:Receiving:MaxValueLength", options.Receiving.MaxValueLength),
        ("Dance:Receiving:MaxQueuedSpans", options.Receiving.MaxQueuedSpans),
        ("Dance:Keeping:MaxDances", options.Keeping.MaxDances),
        ("Dance:Keeping:MaxMegabytes", options.Keeping.MaxMegabytes),
        ("Dance:Keeping:MaxSpansPerDance", options.Keeping.MaxSpansPerDance),
        ("Dance:Keeping:MaxMegabytesPerDance", options.Keeping.MaxMegabytesPerDance),
        ("Dance:Keeping:NoiseSeconds", options.Keeping.NoiseSeconds),
        ("Dance:Keeping:MaxNoise", options.Keeping.MaxNoise),
    ];

    // HostFiltering would take *.example too; here a name is a name.
    private static bool IsHost(string host) => Uri.CheckHostName(host) != UriHostNameType.Unknown && !host.Contains('*', StringComparison.Ordinal);

    private static bool IsAddress(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp && url.PathAndQuery == "/";
}

namespace PhotoShare.Dance.Watching;

/// <summary>Dance alone, beside applications that have none of our code: <c>--issuer https://login.example/realms/x</c>, as often as there are issuers.</summary>
internal static class WatchingSetup
{
    private const string Option = "--issuer";

    /// <summary>Turns each <c>--issuer</c> into a setting of its own: by .NET's reading of arguments, the last would be the only one.</summary>
    public static string[] Settings(string[] arguments)
    {
        var (settings, issuers) = (new List<string>(), 0);
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i] == Option) settings.Add(Setting(i + 1 < arguments.Length ? arguments[++i] : ""));
            else if (arguments[i].StartsWith(Option + "=", StringComparison.Ordinal)) settings.Add(Setting(arguments[i][(Option.Length + 1)..]));
            else settings.Add(arguments[i]);
        }
        return [.. settings];

        string Setting(string issuer) => $"--{DanceOptions.Section}:{nameof(DanceOptions.Issuers)}:{issuers++}={issuer}";
    }

    public static void AddWatching(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Issuers>().AddSingleton<HopMarking>();
        builder.Services.AddHostedService<DiscoveryReading>();
        // Whoever is watched is not to be met at an address that it names to us by a redirect.
        builder.Services.AddHttpClient(DiscoveryReading.Client, http =>
        {
            http.Timeout = DiscoveryReading.Patience;
            http.MaxResponseContentBufferSize = DiscoveryReading.MaxBytes;
        }).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    }
}

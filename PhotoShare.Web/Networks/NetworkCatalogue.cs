using System.Diagnostics.CodeAnalysis;

namespace PhotoShare.Web.Networks;

/// <summary>The configured networks, in the order of their ids.</summary>
public sealed class NetworkCatalogue
{
    private readonly Dictionary<string, Network> networks;

    /// <exception cref="InvalidOperationException">A section is wrong; the message names every key that is.</exception>
    public NetworkCatalogue(IConfiguration configuration, IHostEnvironment environment)
    {
        var mistakes = new List<string>();
        var parser = new NetworkParser(mistakes, environment.IsDevelopment());
        networks = configuration.GetSection("Networks").GetChildren()
            .Select(section => parser.Parse(section.Key, section.Get<NetworkOptions>() ?? new NetworkOptions()))
            .OfType<Network>().ToDictionary(network => network.Id, StringComparer.Ordinal);

        // Two networks of one issuer would share accounts, and a mix-up between them could not be seen (RFC 9207 section 2.4).
        foreach (var shared in networks.Values.GroupBy(network => network.Issuer).Where(group => group.Count() > 1))
            mistakes.Add($"{string.Join(" and ", shared.Select(network => $"Networks:{network.Id}:Issuer"))} are the same.");
        if (mistakes.Count > 0) throw new InvalidOperationException(string.Join(Environment.NewLine, mistakes));
    }

    public IReadOnlyCollection<Network> All => networks.Values;

    public bool TryGet(string id, [NotNullWhen(true)] out Network? network) => networks.TryGetValue(id, out network);
}

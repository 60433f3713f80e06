using System.Collections.Frozen;
using Microsoft.AspNetCore.StaticAssets;

namespace PhotoShare.Web.Layout;

/// <summary>
/// Finds the address of a file in <c>wwwroot</c> that carries the file's fingerprint, so that a browser may keep it for ever
/// and still sees a new one at once.
/// </summary>
public sealed class StaticAssets(IEnumerable<EndpointDataSource> sources)
{
    // The endpoints are known when the first page is drawn, and do not change afterwards.
    private readonly Lazy<FrozenDictionary<string, string>> addresses = new(() => Fingerprinted(sources));

    /// <summary>The address, from the root of the site; the plain one where the build made no fingerprint.</summary>
    public string this[string file] => $"/{addresses.Value.GetValueOrDefault(file, file)}";

    // A fingerprinted endpoint names the plain file in its property "label".
    private static FrozenDictionary<string, string> Fingerprinted(IEnumerable<EndpointDataSource> sources) =>
        sources.SelectMany(source => source.Endpoints)
            .Select(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>())
            .OfType<StaticAssetDescriptor>()
            .Select(asset => (asset.Route, Label: asset.Properties.FirstOrDefault(property => property.Name == "label")?.Value))
            .Where(asset => asset.Label is not null)
            .DistinctBy(asset => asset.Label)
            .ToFrozenDictionary(asset => asset.Label!, asset => asset.Route);
}

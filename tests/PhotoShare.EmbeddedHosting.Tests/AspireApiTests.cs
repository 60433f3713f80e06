using Aspire.Hosting;

namespace PhotoShare.EmbeddedHosting.Tests;

/// <summary>
/// What AppHost.cs compiles against here, it must compile against with Aspire's packages too. AspireApi.txt lists Aspire's published members,
/// and is written from Aspire's API, never from ours: AppHost.cs compiles against PhotoShare.EmbeddedHosting alone (the build shows it), which offers nothing that is not on the list (this test shows it).
/// </summary>
public sealed class AspireApiTests
{
    [Fact]
    public void Embedded_engine_offers_nothing_that_Aspire_does_not()
    {
        var invented = PublicSurface.Of(typeof(DistributedApplication).Assembly).Except(Listed()).ToList();
        Assert.True(invented.Count == 0, string.Join('\n', invented));
    }

    [Fact]
    public void Member_of_another_shape_would_be_found() =>
        Assert.Contains("AspireApiTests.Embedded_engine_offers_nothing_that_Aspire_does_not()", PublicSurface.Of(typeof(AspireApiTests).Assembly).Except(Listed()));

    private static HashSet<string> Listed()
    {
        using var list = new StreamReader(typeof(AspireApiTests).Assembly.GetManifestResourceStream("AspireApi.txt")!);
        return [.. list.ReadToEnd().Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith('#'))];
    }
}

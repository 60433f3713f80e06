using System.Reflection;
using System.Text.RegularExpressions;

namespace PhotoShare.EmbeddedHosting.Tests.Docker;

/// <summary>docs/deploy-reference.md tells of every service, volume and variable that is published, and of no other.</summary>
public sealed partial class DeployReferenceTests(PublishedAppHost published) : IClassFixture<PublishedAppHost>
{
    private static readonly string Page = Read();

    [Fact]
    public void Services_are_told_with_their_networks() => Assert.Equal(
        published.Services.Keys.Select(service => $"{service}: {string.Join(", ", published.List(service, "networks"))}").Order(StringComparer.Ordinal),
        Rows("## Services", "| volume").Select(row => $"{row.Groups[1].Value}: {row.Groups[2].Value}").Order(StringComparer.Ordinal));

    [Fact]
    public void Volumes_are_told() => Assert.Equal(
        published.Volumes.Keys.Order(StringComparer.Ordinal),
        Rows("| volume", "## Variables").Select(row => row.Groups[1].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void Variables_are_told() => Assert.Equal(
        published.Variables.Keys.Order(StringComparer.Ordinal),
        Rows("## Variables", null).Select(row => row.Groups[1].Value).Order(StringComparer.Ordinal));

    private static MatchCollection Rows(string from, string? to)
    {
        var start = Page.IndexOf(from, StringComparison.Ordinal);
        return Row().Matches(to is null ? Page[start..] : Page[start..Page.IndexOf(to, StringComparison.Ordinal)]);
    }

    private static string Read()
    {
        using var page = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("deploy-reference.md")!);
        return page.ReadToEnd().ReplaceLineEndings("\n");
    }

    // | `name` | something |
    [GeneratedRegex("^\\| `([^`]+)` \\| ([^|]*[^| ]) \\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}

using System.Text.RegularExpressions;
using System.Xml.Linq;
using PhotoShare.Dance.Exporting;
using PhotoShare.Dance.Picture;
using PhotoShare.Dance.Tests.Samples;

namespace PhotoShare.Dance.Tests.Pages;

/// <summary>All that is shown comes from whoever sent spans.</summary>
public sealed partial class HostileTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("?view=front-row")]
    [InlineData("?view=balcony")]
    public async Task Hostile_text_stays_text_on_pages(string path)
    {
        await using var host = new PagesHost();
        var page = await host.ReadAsync(path.StartsWith('/') ? path : $"/dances/{SampleDances.Id(9)}{path}");

        Assert.Contains("alert(1)", page);
        Assert.DoesNotContain(HostileDance.Script, page);
        Assert.DoesNotContain("<img src=x", page);
        Assert.All(Addresses().Matches(page), match => Assert.Matches("^(/|#|http://127\\.0\\.0\\.1:18888/|https://)", match.Groups[1].Value));
        Assert.DoesNotContain(" style=", page);
        Assert.DoesNotContain("<style", page);
        Assert.All(Scripts().Matches(page), match => Assert.Equal("<script src=\"/live.js\" defer></script>", match.Value));
    }

    [Fact]
    public void Hostile_text_stays_text_in_the_picture()
    {
        var picture = XDocument.Parse(StandAlone.Draw(HostileDance.Make(), RowSize.Page));

        Assert.DoesNotContain(picture.Descendants(), element => element.Name.LocalName is "script" or "foreignObject" or "a" or "image" or "use");
        Assert.DoesNotContain(picture.Descendants().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || attribute.Name.LocalName is "href" or "style");
        Assert.Contains(picture.Descendants(), element => element.Value.Contains("<script>", StringComparison.Ordinal));
    }

    [Fact]
    public void Hostile_text_makes_no_line_of_its_own_in_mermaid()
    {
        var lines = Mermaid.Write(HostileDance.Make()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.All(lines, line => Assert.Matches(MermaidLine(), line));
        Assert.DoesNotContain(lines, line => line.Contains("%%", StringComparison.Ordinal) || line.Contains('<', StringComparison.Ordinal) || line.Contains('{', StringComparison.Ordinal));
        Assert.Equal(2, lines.Count(line => line.Trim() == "end"));
    }

    [Theory]
    [InlineData("a;b", "a#59;b")]
    [InlineData("%%{init}%%", "#37;#37;#123;init#125;#37;#37;")]
    [InlineData("to the end", "to the #101;nd")]
    [InlineData("one\ntwo\u2028three", "one two three")]
    [InlineData("Ærø 写真 😀", "Ærø 写真 #128512;")]
    [InlineData("#35;", "#35;35#59;")]
    public void Mermaid_text_says_everything_with_letters_and_entities(string text, string safe) => Assert.Equal(safe, MermaidText.Of(text));

    // Names of parties, arrows and keywords are ours; texts are letters, digits, harmless signs and entities.
    [GeneratedRegex("^(sequenceDiagram| +(autonumber|end|(actor|participant) p[0-9]+ as SAFE|box transparent SAFE|p[0-9]+(-->>|--x|->>|-x)p[0-9]+: SAFE|Note over p[0-9]+: SAFE))$", RegexOptions.None)]
    private static partial Regex MermaidShape();

    private static Regex MermaidLine() => new(MermaidShape().ToString().Replace("SAFE", @"([\p{L}\p{Nd} .,\-_/()]|#[0-9]+;)*", StringComparison.Ordinal));

    [GeneratedRegex("(?:href|src|action)=\"([^\"]*)\"")]
    private static partial Regex Addresses();

    [GeneratedRegex("<script[^>]*>.*?</script>")]
    private static partial Regex Scripts();
}

using PhotoShare.Dance.Exporting;
using PhotoShare.Dance.Tests.Samples;

namespace PhotoShare.Dance.Tests.Exporting;

public sealed class MermaidTests
{
    [Fact]
    public void Parties_stand_in_the_boxes_of_their_realms_and_each_hop_is_an_arrow()
    {
        var lines = Mermaid.Write(SampleDances.Federated()).Split('\n');

        Assert.Equal("sequenceDiagram", lines[0]);
        Assert.Contains("    box transparent Instapic", lines);
        Assert.Contains("        participant p3 as authorization server, Friendbook", lines);
        Assert.Contains("    p1-->>p2: Press on the button (front channel, 303)", lines);
        Assert.Contains("    p2->>p4: Token request (back channel, 200)", lines);
        Assert.Contains("    Note over p1: the person is signing in, 8.2 s", lines);
        Assert.Equal(29, lines.Count(line => line.Contains(">>", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_refused_hop_ends_in_a_cross_and_a_broken_rule_is_noted()
    {
        Assert.Contains("p3--xp1: Redirect back with the authorization grant (front channel, 302, access#95;denied)".Replace("#95;", "_", StringComparison.Ordinal), Mermaid.Write(SampleDances.Refused()));
        Assert.Contains("rule broken#58; No token in the front channel, RFC 9700 section 2.1.2", Mermaid.Write(SampleDances.Failed()));
    }
}

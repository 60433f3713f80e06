using PhotoShare.Contract.Tests.Servers;

namespace PhotoShare.Contract.Tests;

/// <summary>docs/contract.md says what the tests know.</summary>
public sealed class ContractDocumentTests
{
    [Fact]
    public void Every_difference_has_its_heading_in_the_document_and_no_heading_is_left_over()
    {
        var headings = Repository.Document("contract.md").Split('\n').Where(line => line.StartsWith("### ", StringComparison.Ordinal)).Select(line => line[4..].Trim());
        var differences = Difference.OfKeycloak.Union(Difference.OfTheStandIn).Select(difference => difference.Name);
        Assert.Equal(differences.Order(), headings.Order());
    }
}

using System.Reflection;
using System.Text.RegularExpressions;
using PhotoShare.OAuth.Hops;

namespace PhotoShare.OAuth.Tests.Hops;

/// <summary>docs/hops.md says which hops there are and who records them: as <see cref="HopSteps"/> has them, and as the services' sources write them.</summary>
public sealed partial class HopTableTests
{
    private static readonly string Root = RootFrom(AppContext.BaseDirectory);

    private static readonly Dictionary<string, HopStep> ByName = typeof(HopSteps).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.FieldType == typeof(HopStep)).ToDictionary(field => field.Name, field => (HopStep)field.GetValue(null)!);

    private static readonly List<Row> Rows = [.. File.ReadLines(Path.Combine(Root, "docs/hops.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Count(c => c == '|') == 8).Select(Row.Of)];

    [Fact]
    public void The_table_has_every_step_in_order_with_its_title_channel_specification_and_letters() => Assert.Equal(
        HopSteps.All.Select(step => (step.Id, step.Title, step.Channel == HopChannel.Front ? "front" : "back", step.Specification, step.Letters)),
        Rows.Select(row => (row.Step, row.Title, row.Channel, row.Specification, row.Letters)));

    [Fact]
    public void All_has_every_step_that_is_named() => Assert.Equal(ByName.Values.Select(step => step.Id).Order(), HopSteps.All.Select(step => step.Id).Order());

    [Theory]
    [InlineData("Web", "PhotoShare.Web")]
    [InlineData("API", "PhotoShare.Api")]
    [InlineData("stand-in", "PhotoShare.AuthorizationServer")]
    public void A_service_records_what_the_table_says_of_it_and_nothing_else(string name, string project) =>
        Assert.Equal(Recorded(Directory.EnumerateFiles(Path.Combine(Root, project), "*.cs", SearchOption.AllDirectories)), Of(name));

    [Fact]
    public void Keycloak_s_hops_are_those_that_Dance_reads_in_its_spans() =>
        Assert.Equal(Recorded([Path.Combine(Root, "PhotoShare.Dance/Dances/KeycloakExchanges.cs")]), Of("Keycloak"));

    [Fact]
    public void Every_hop_is_recorded_by_somebody() => Assert.All(Rows, row => Assert.NotEmpty(row.RecordedBy));

    private static List<string> Of(string name) => [.. Rows.Where(row => row.RecordedBy.Contains(name)).Select(row => row.Step).Order(StringComparer.Ordinal)];

    private static List<string> Recorded(IEnumerable<string> files) => [.. files
        .SelectMany(file => StepName().Matches(File.ReadAllText(file)).Select(match => ByName.GetValueOrDefault(match.Groups[1].Value)?.Id))
        .OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    private static string RootFrom(string folder) => File.Exists(Path.Combine(folder, "PhotoShare.sln")) ? folder : RootFrom(Path.GetDirectoryName(folder)!);

    [GeneratedRegex(@"\bHopSteps\.(\w+)")]
    private static partial Regex StepName();

    private sealed record Row(string Step, string Title, string Channel, string Specification, string Letters, string[] RecordedBy)
    {
        public static Row Of(string line) => line.Split('|', StringSplitOptions.TrimEntries) is [_, var step, var title, var channel, _, var specification, var letters, var recorded, _]
            ? new(step.Trim('`'), title, channel, specification, letters, recorded.Split(", ", StringSplitOptions.RemoveEmptyEntries))
            : throw new FormatException($"This is no row of the table: {line}");
    }
}

using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;
using Aspire.Hosting.Keycloak;

namespace Aspire.Hosting.Reporting;

/// <summary>What a person at the terminal sees. Colours only where there is one, and <c>NO_COLOR</c> is not set.</summary>
internal sealed class RunConsole(TextWriter output, bool colours)
{
    private const string Red = "31";
    private const string Green = "32";
    private const string Grey = "90";

    private readonly Lock writing = new();

    public static RunConsole ForTerminal() =>
        new(Console.Out, !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));

    public void Say(string line)
    {
        lock (writing)
            output.WriteLine(line);
    }

    public void Problems(IReadOnlyList<string> problems, string outcome = "Nothing was started")
    {
        Say(Paint(Red, problems.Count == 1 ? $"{outcome}, for one reason:" : $"{outcome}, for {problems.Count} reasons:"));
        foreach (var problem in problems)
            Say($"  {problem}");
    }

    public void Healthy(ResourceRun run) => Say($"  {Paint(Green, "+")} {run.Name} is healthy after {Seconds(run.Seconds)}");

    public void StillWaiting(ResourceRun run)
    {
        var reason = run.State == RunState.Waiting
            ? $"waits for {string.Join(", ", run.Resource.Waits.Distinct().Select(wait => wait.Name))}"
            : $"is not healthy after {Seconds(run.Seconds)}: {run.LastAnswer ?? "being prepared"}";
        Say(Paint(Grey, $"  … {run.Name} {reason}"));
    }

    /// <summary>A child ended that nobody asked to end, or never became healthy.</summary>
    public void Failed(ResourceRun run, string what)
    {
        lock (writing)
        {
            Say(Paint(Red, $"{run.Name} {what}."));
            var tail = RunLogs.Tail(run.LogFile, 20);
            Say(tail.Count == 0 ? $"  It wrote nothing to {run.LogFile}" : $"  The end of {run.LogFile}:");
            foreach (var line in tail)
                Say($"    {Paint(Grey, "|")} {line}");
        }
    }

    public void Table(IEnumerable<ResourceRun> runs)
    {
        string[] header = ["resource", "state", "start", "address"];
        var rows = runs.Select(run => new[] { run.Name, StateOf(run), run.State is RunState.Waiting or RunState.Elsewhere ? "" : Seconds(run.Seconds), AddressOf(run) }).ToList();
        var widths = Enumerable.Range(0, header.Length).Select(column => rows.Append(header).Max(row => row[column].Length)).ToArray();
        lock (writing)
        {
            Say(Paint(Grey, Line(header, widths)));
            for (var index = 0; index < rows.Count; index++)
                Say(Line(rows[index], widths));
        }
    }

    public void Ready(IEnumerable<ResourceRun> runs, double seconds)
    {
        lock (writing)
        {
            var addresses = runs.Where(run => run.Resource.IsExternal).SelectMany(run => run.Resource.Endpoints).Select(endpoint => endpoint.ShownUrl().Url).ToList();
            var accounts = runs.Select(run => run.Resource).OfType<KeycloakResource>().SelectMany(login => DemoAccounts.Describe(login.Imports)).ToList();
            var open = addresses.Count == 0 ? "" : $" Open {string.Join(" or ", addresses)}";
            Say(Paint(Green, $"Ready in {Seconds(seconds)}.{open}") + string.Concat(accounts.Select(line => $" - {line}")));
            foreach (var note in runs.SelectMany(run => run.Resource.Launcher?.Notes() ?? []))
                Say(note);
            Say(Paint(Grey, "Ctrl-C ends everything."));
        }
    }

    public void Ended(IReadOnlyList<ResourceRun> runs, double seconds)
    {
        var forced = runs.Where(run => run.Forced).Select(run => run.Name).ToList();
        Say($"Ended after {Seconds(seconds)}{(forced.Count == 0 ? "" : $"; by force: {string.Join(", ", forced)}")}.");
    }

    private static string StateOf(ResourceRun run) => run.State switch
    {
        RunState.Ended => $"ended ({run.ExitCode})",
        RunState.Stopping => "being stopped",
        RunState.Elsewhere => "elsewhere",
        _ => run.State.ToString().ToLowerInvariant(),
    };

    private static string AddressOf(ResourceRun run) => run.State == RunState.Elsewhere
        ? "as configured"
        : string.Join(", ", run.Resource.Endpoints.Select(endpoint => endpoint.ShownUrl()).Select(url => url.DisplayText is null ? url.Url : $"{url.Url} {url.DisplayText}"));

    private static string Line(string[] cells, int[] widths) => "  " + string.Join("  ", cells.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd();

    private static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s");

    private string Paint(string colour, string text) => colours ? $"\e[{colour}m{text}\e[0m" : text;
}

using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting.Docker;

/// <summary>What the command line asks for of a deployment, in Aspire's words.</summary>
/// <param name="Step"><c>--step</c>, default <c>publish</c>: one of <see cref="Steps"/>.</param>
/// <param name="OutputPath"><c>--output-path</c>, default <c>aspire-output</c> in the current folder; absolute.</param>
/// <param name="DeletesVolumes"><c>--volumes "delete them"</c>: with the step <c>destroy</c>, the data too.</param>
internal sealed record PublishOptions(string Step, string OutputPath, bool DeletesVolumes)
{
    public const string DeletingWords = "delete them";

    private static readonly string[] Steps = ["publish", "prepare", "deploy", "destroy"];

    private static readonly string[] PublishOnly = ["step", "output-path", "volumes"];

    /// <summary>Null: the graph is run.</summary>
    public static PublishOptions? From(IConfiguration commandLine, List<string> problems)
    {
        var operation = commandLine["operation"] ?? "run";
        if (!operation.Equals("publish", StringComparison.OrdinalIgnoreCase))
        {
            if (!operation.Equals("run", StringComparison.OrdinalIgnoreCase))
                problems.Add($"--operation {operation}: expected run or publish.");
            problems.AddRange(PublishOnly.Where(name => commandLine[name] is not null).Select(name => $"--{name}: only with --operation publish."));
            return null;
        }

        var (step, path, volumes) = (commandLine["step"] ?? "publish", commandLine["output-path"] ?? "aspire-output", commandLine["volumes"]);
        if (!Steps.Contains(step))
            problems.Add($"--step {step}: expected {string.Join(", ", Steps)}.");
        if (path.Length == 0)
            problems.Add("--output-path: expected a folder.");
        if (volumes is not null && (step != "destroy" || volumes != DeletingWords))
            problems.Add($"--volumes {volumes}: only --step destroy takes it, and only as --volumes \"{DeletingWords}\".");
        return new(step, Path.GetFullPath(path.Length == 0 ? "." : path), volumes == DeletingWords);
    }
}

namespace PhotoShare.AuthorizationServer.Realms;

/// <summary>One thing in a realm file that stops the start.</summary>
/// <param name="File">The file's path, as it was given.</param>
/// <param name="Path">The JSON path, such as <c>$.clients[0].secret</c>; <c>$</c> for the whole file.</param>
/// <param name="Message">What is wrong, and what would be right.</param>
public sealed record RealmProblem(string File, string Path, string Message)
{
    public override string ToString() => $"{File}: {Path}: {Message}";
}

/// <summary>The realm files can't be served as they are. The message lists all problems, one a line.</summary>
public sealed class RealmFileException(IReadOnlyList<RealmProblem> problems)
    : Exception($"The realm files can't be served as they are:{Environment.NewLine}{string.Join(Environment.NewLine, problems.Select(problem => "  " + problem))}")
{
    public IReadOnlyList<RealmProblem> Problems { get; } = problems;
}

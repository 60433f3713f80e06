namespace PhotoShare.Tests.Postgres;

/// <summary>Where this machine has PostgreSQL's programs.</summary>
public static class PostgresBinaries
{
    private static readonly string[] DebianFolders = Directory.Exists("/usr/lib/postgresql")
        ? [.. Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin"))] : [];

    /// <summary>The folder of <c>initdb</c>, <c>postgres</c> and <c>psql</c>; none if they are not installed.</summary>
    public static string? Folder { get; } = DebianFolders.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
        .FirstOrDefault(folder => ((string[])["initdb", "postgres", "psql"]).All(program => File.Exists(Path.Combine(folder, program))));

    public const string Missing = "PostgreSQL is not installed (initdb is neither in PATH nor in /usr/lib/postgresql), and PHOTOSHARE_TEST_POSTGRES names no server.";
}

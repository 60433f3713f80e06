namespace Aspire.Hosting.Dashboard;

/// <summary>Where the Aspire CLI, which holds the dashboard, comes from: it is installed, or npm serves it.</summary>
/// <param name="Installed">Its executable; null: it is taken from <paramref name="Package"/>.</param>
internal sealed record CliSource(string? Installed, CliPackage? Package, string? Npm)
{
    private const string HowToGetIt = "Install the Aspire CLI (https://aspire.dev/get-started/install-cli), or silence this with --dashboard false.";

    /// <summary>Looks at files alone, and changes nothing.</summary>
    /// <param name="missing">Why there is none, in one line; null if there is one.</param>
    public static CliSource? Find(out string? missing)
    {
        missing = null;
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var name = OperatingSystem.IsWindows() ? "aspire.exe" : "aspire";
        string[] places = [Path.Combine(home, ".aspire", "bin", name), Path.Combine(home, ".dotnet", "tools", name)];
        if ((places.FirstOrDefault(File.Exists) ?? OnPath(name)) is { } installed)
            return new(installed, null, null);

        if (CliPackage.ForThisMachine() is not { } package)
            missing = $"Dashboard: none. No Aspire CLI is installed, and none is fetched for this platform ({System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier}). {HowToGetIt}";
        else if (package.IsUnpacked)
            return new(null, package, null);
        else if (OnPath(OperatingSystem.IsWindows() ? "npm.cmd" : "npm") is { } npm)
            return new(null, package, npm);
        else
            missing = $"Dashboard: none. No Aspire CLI is installed, and there is no npm to fetch one with. {HowToGetIt}";
        return null;
    }

    /// <summary>One line for a dashboard that could not be had after all.</summary>
    public static string Failure(string why) => $"Dashboard: none. {why} {HowToGetIt}";

    private static string? OnPath(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Where(Path.IsPathFullyQualified)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(File.Exists);
}

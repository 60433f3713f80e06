namespace Aspire.Hosting.Keycloak;

/// <summary>The files that AppHost.cs imports, gathered in one folder, as Keycloak wants them.</summary>
internal static class RealmImports
{
    /// <summary>Empties the folder and copies the files there. Gives the folder.</summary>
    public static string Stage(IEnumerable<string> files, string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        foreach (var file in files)
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        return folder;
    }
}

namespace PhotoShare.AppHost;

/// <summary>The folder with the databases, photos, keys and logs of development; one AppHost at a time uses it.</summary>
internal sealed class DataDirectory : IDisposable
{
    /// <summary>What the resources of AppHost.cs and the engine put here. Nothing else is ever deleted.</summary>
    private static readonly string[] Ours = ["cache", "friendbook-api", "instapic-api", "keycloak", "logs", "web"];

    private readonly FileStream held;

    private DataDirectory(FileStream held) => this.held = held;

    /// <summary>Creates the folder if need be and holds it until disposed, or until this process ends in whatever way. Null, and a message: another AppHost has it.</summary>
    public static DataDirectory? TryHold(string path)
    {
        Directory.CreateDirectory(path);
        try
        {
            var held = new FileStream(Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(Path.Combine(path, "pid"), $"{Environment.ProcessId}");
            return new(held);
        }
        catch (IOException)
        {
            var pid = Path.Combine(path, "pid");
            Console.Error.WriteLine($"PhotoShare is running on {path}{(File.Exists(pid) ? $" (process {File.ReadAllText(pid)})" : "")}. End it first, or choose another folder with --Parameters:data-directory=…");
            return null;
        }
    }

    /// <summary>Back to the first day: says what goes, then deletes it. Exit code 0, or 2 while an AppHost runs on the folder.</summary>
    public static int Reset(string path)
    {
        if (!Directory.Exists(path))
        {
            Console.WriteLine($"There is nothing to delete: {path} does not exist.");
            return 0;
        }
        using var data = TryHold(path);
        if (data is null)
            return 2;

        var folders = Ours.Select(name => Path.Combine(path, name)).Where(Directory.Exists).ToList();
        Console.WriteLine(folders.Count == 0 ? $"There is nothing to delete in {path}." : "Deleting:");
        foreach (var folder in folders)
        {
            Console.WriteLine($"  {folder}");
            Directory.Delete(folder, recursive: true);
        }
        Console.WriteLine("The next start imports the realms anew. Generated secrets stay in the AppHost's user secrets.");
        return 0;
    }

    public void Dispose() => held.Dispose();
}

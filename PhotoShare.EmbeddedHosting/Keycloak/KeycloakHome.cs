using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.Engine;

namespace Aspire.Hosting.Keycloak;

/// <summary>A Keycloak distribution of somebody's, 26.x, which is read and never written to.</summary>
internal sealed class KeycloakHome(string path)
{
    /// <summary>What a run takes from the distribution as it is.</summary>
    private static readonly string[] Linked = ["lib", "providers", "themes", "conf", "version.txt"];

    private static string Script => OperatingSystem.IsWindows() ? "kc.bat" : "kc.sh";

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Null: it looks like a Keycloak that can be run.</summary>
    public string? Problem() => File.Exists(At("bin", Script)) && File.Exists(At("lib", "quarkus-run.jar"))
        ? null
        : $"KEYCLOAK_HOME is {Path}, which is no Keycloak distribution: it has no bin/{Script} or no lib/quarkus-run.jar.";

    /// <summary>True after <c>kc.sh build</c>: what was chosen then is kept in its bytecode archive.</summary>
    public bool IsBuilt()
    {
        using var archive = ZipFile.OpenRead(At("lib", "quarkus", "generated-bytecode.jar"));
        return archive.GetEntry("META-INF/keycloak-persisted.properties") is not null;
    }

    /// <summary>A folder that <c>kc.sh</c> can run in and write to, linked back to the distribution. Its <c>data/</c> outlives the run.</summary>
    public string Link(string home)
    {
        Directory.CreateDirectory(System.IO.Path.Combine(home, "bin"));
        File.Copy(At("bin", Script), System.IO.Path.Combine(home, "bin", Script), overwrite: true);
        foreach (var part in Linked)
        {
            var link = System.IO.Path.Combine(home, part);
            if (new FileInfo(link).LinkTarget is not null)
                File.Delete(link);
            if (Directory.Exists(At(part)))
                Directory.CreateSymbolicLink(link, At(part));
            else if (File.Exists(At(part)))
                File.CreateSymbolicLink(link, At(part));
        }
        return home;
    }

    /// <summary>A copy in the person's cache, built once with what development needs; half a minute the first time, then instant.</summary>
    public async Task<KeycloakHome> BuiltCopyAsync(LaunchContext context)
    {
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Path}\n{Directory.GetLastWriteTimeUtc(At("lib")):O}\n{File.ReadAllText(At("version.txt"))}")))[..12];
        var copy = System.IO.Path.Combine(UserCache.Folder, $"keycloak-built-{id}");
        if (Directory.Exists(copy))
            return new(copy);

        context.Say($"The Keycloak in {Path} has not been built. A copy is built in {copy}, once: about 30 s.");
        var draft = $"{copy}.{Environment.ProcessId}";
        CopyTo(draft);
        // Local caches: this Keycloak has no cluster to join. A file for its database: people and grants outlive the run.
        var build = new Launch(System.IO.Path.Combine(draft, "bin", Script), ["build", "--db=dev-file", "--cache=local"], draft, context.Environment);
        if (await context.RunToEnd("keycloak-build", build) != 0)
            throw new InvalidOperationException("Keycloak's own build failed; its log says why.");
        try
        {
            Directory.Move(draft, copy);
        }
        catch (IOException) when (Directory.Exists(copy))
        {
            // Another AppHost was faster.
            Directory.Delete(draft, recursive: true);
        }
        return new(copy);
    }

    private void CopyTo(string target)
    {
        foreach (var part in Linked.Append("bin"))
        {
            if (File.Exists(At(part)))
                File.Copy(At(part), System.IO.Path.Combine(target, part), overwrite: true);
            if (!Directory.Exists(At(part)))
                continue;
            foreach (var file in Directory.EnumerateFiles(At(part), "*", SearchOption.AllDirectories))
            {
                var destination = System.IO.Path.Combine(target, System.IO.Path.GetRelativePath(Path, file));
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(destination)!);
                File.Copy(file, destination, overwrite: true);
            }
        }
    }

    private string At(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);
}

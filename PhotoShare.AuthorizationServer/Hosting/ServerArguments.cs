namespace PhotoShare.AuthorizationServer.Hosting;

/// <summary>The command line. What this server does not know goes to configuration (<c>--urls</c>, <c>--DataDirectory</c>, …).</summary>
/// <param name="RealmFolders">Folders of realm files: <c>--realms DIR</c>, as often as needed.</param>
/// <param name="PublicUrl">The address that browsers and clients use: <c>--public-url</c>; <see langword="null"/> for the first of <c>--urls</c>.</param>
/// <param name="AllowProduction">Whether <c>--allow-production</c> was said: this server is for development and tests.</param>
/// <param name="Rest">The other arguments.</param>
public sealed record ServerArguments(IReadOnlyList<string> RealmFolders, string? PublicUrl, bool AllowProduction, string[] Rest)
{
    /// <exception cref="SetupException">An argument lacks its value, or no folder of realm files is named.</exception>
    public static ServerArguments Parse(IReadOnlyList<string> args)
    {
        var folders = new List<string>();
        var rest = new List<string>();
        string? publicUrl = null;
        var allowProduction = false;

        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], null);
            switch (name)
            {
                case "--realms": folders.Add(Value()); break;
                case "--public-url": publicUrl = Value(); break;
                case "--allow-production": allowProduction = true; break;
                default: rest.Add(args[i]); break;
            }

            string Value() => value ?? (i + 1 < args.Count ? args[++i] : throw new SetupException($"{name} needs a value"));
        }

        return folders.Count > 0
            ? new ServerArguments(folders, publicUrl, allowProduction, [.. rest])
            : throw new SetupException("--realms DIR is missing: the folder with the files named *-realm.json (it may be given several times)");
    }

    /// <summary>Refuses to serve in Production unless that was asked for in so many words.</summary>
    /// <exception cref="SetupException">It was not.</exception>
    public void RefuseProduction(IHostEnvironment environment)
    {
        if (environment.IsProduction() && !AllowProduction)
            throw new SetupException("PhotoShare.AuthorizationServer stands in for Keycloak in development and tests, and does not run in Production. Run Keycloak there; the realm files are the same. For development set ASPNETCORE_ENVIRONMENT=Development; to run it in Production all the same, say --allow-production.");
    }
}

using System.Diagnostics;
using System.Security.Cryptography;
using Npgsql;

namespace PhotoShare.Tests.Postgres;

/// <summary>A PostgreSQL server in a temporary folder, on a free port of loopback. It ends with this process, however this process ends.</summary>
public sealed class LocalPostgres : IAsyncDisposable
{
    // The server refuses to be root's. The pipe to standard input closes with the process that holds its other end. QUIT does not wait for clients,
    // and is ignored until the server listens to it; TERM is not.
    private const string Script = """
        cd "$1" || exit
        as=
        if [ "$(id -u)" = 0 ]; then
            chown -R nobody . && as="setpriv --reuid=nobody --clear-groups"
        fi
        $as "$2/initdb" -D data -U postgres --pwfile=password --auth-local=trust --auth-host=scram-sha-256 -E UTF8 --locale=C.UTF-8 --no-sync >/dev/null || exit
        $as "$2/postgres" -D data -k "$1" -h 127.0.0.1 -p "$3" -F -c max_connections=400 -c shared_buffers=32MB -c full_page_writes=off -c synchronous_commit=off -c autovacuum=off 2>log &
        cat >/dev/null
        kill -TERM $!
        kill -QUIT $!
        wait
        cd / && rm -rf "$1"
        """;

    private readonly Process script;

    private LocalPostgres(Process script, string folder, int port)
    {
        this.script = script;
        Folder = folder;
        Port = port;
    }

    /// <summary>Its socket is here.</summary>
    public string Folder { get; }

    public int Port { get; }

    /// <summary>The superuser's connection.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <param name="binaries">The folder of its programs.</param>
    public static async Task<LocalPostgres> StartAsync(string binaries)
    {
        var folder = Directory.CreateTempSubdirectory("photoshare-postgres-").FullName;
        var password = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        await File.WriteAllTextAsync(Path.Combine(folder, "password"), password);
        var port = TestPorts.One();
        var start = new ProcessStartInfo("sh", ["-c", Script, "sh", folder, binaries, $"{port}"]) { RedirectStandardInput = true, RedirectStandardError = true };
        var server = new LocalPostgres(Process.Start(start)!, folder, port)
        {
            ConnectionString = $"Host=127.0.0.1;Port={port};Database=postgres;Username=postgres;Password={password};Pooling=false",
        };
        await server.AnswersAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        script.StandardInput.Close();
        await script.WaitForExitAsync();
        script.Dispose();
    }

    private async Task AnswersAsync()
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromMinutes(2) && !script.HasExited;)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString);
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(50);
            }
        }
        var why = script.HasExited ? await script.StandardError.ReadToEndAsync() : File.Exists(Path.Combine(Folder, "log")) ? await File.ReadAllTextAsync(Path.Combine(Folder, "log")) : "";
        throw new InvalidOperationException($"PostgreSQL did not start: {why}");
    }
}

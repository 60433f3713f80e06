using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace PhotoShare.Data;

/// <summary>A service's database: PostgreSQL where <c>ConnectionStrings:database</c> is set, else a SQLite file under <c>DataDirectory</c>.</summary>
public static class DatabaseSetup
{
    private const string Key = "ConnectionStrings:database";

    /// <summary>
    /// Adds the database and its health check. Whoever uses it asks for <typeparamref name="TDatabase"/> or for its factory, and does not see which of
    /// the two it is: these have a type each because each has migrations of its own.
    /// </summary>
    /// <param name="builder">Its configuration has the connection string or the folder.</param>
    /// <param name="fileName">SQLite's file in <c>DataDirectory</c>.</param>
    /// <exception cref="InvalidOperationException"><c>ConnectionStrings:database</c> is none of PostgreSQL's.</exception>
    public static void AddDatabase<TDatabase, TSqlite, TPostgres>(this IHostApplicationBuilder builder, string fileName)
        where TDatabase : DbContext where TSqlite : TDatabase where TPostgres : TDatabase
    {
        if (builder.Configuration[Key] is { Length: > 0 } connectionString)
        {
            Check(connectionString);
            builder.Services.Use<TDatabase, TPostgres>((_, options) => options.UseNpgsql(connectionString));
        }
        else
            builder.Services.Use<TDatabase, TSqlite>((services, options) => options.UseSqlite($"Data Source={SqliteFile(services.GetRequiredService<IConfiguration>(), fileName)}"));
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth<TDatabase>>("database");
    }

    private static void Use<TDatabase, TActual>(this IServiceCollection services, Action<IServiceProvider, DbContextOptionsBuilder> configure)
        where TDatabase : DbContext where TActual : TDatabase
    {
        services.AddDbContextFactory<TActual>(configure);
        services.AddSingleton<IDbContextFactory<TDatabase>, DatabaseFactory<TDatabase, TActual>>();
        services.AddScoped<TDatabase>(scope => scope.GetRequiredService<TActual>());
    }

    private static void Check(string connectionString)
    {
        try
        {
            if (new NpgsqlConnectionStringBuilder(connectionString) is { Host.Length: > 0, Database.Length: > 0, Username.Length: > 0 }) return;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            // Its message could quote a password.
        }
        throw new InvalidOperationException($"Set {Key} to a connection string of PostgreSQL (Host=…;Database=…;Username=…;Password=…), or leave it out for SQLite.");
    }

    private static string SqliteFile(IConfiguration configuration, string fileName)
    {
        var directory = configuration["DataDirectory"];
        if (string.IsNullOrWhiteSpace(directory))
            throw new InvalidOperationException($"Set DataDirectory to a folder for the database, which is made if it is not there; or set {Key} to a PostgreSQL database.");
        return Path.Combine(Directory.CreateDirectory(directory).FullName, fileName);
    }
}

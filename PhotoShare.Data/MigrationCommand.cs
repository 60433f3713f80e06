using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace PhotoShare.Data;

/// <summary><c>migrate</c>: brings the database to this version's shape, and starts nothing. It needs where the database is, and no other setting.</summary>
public static class MigrationCommand
{
    /// <summary>Whether that is what the command line asks for.</summary>
    public static bool IsAsked(string[] arguments) => arguments is ["migrate", ..];

    /// <summary>Does it. Two at the same time do no harm: the second waits for the first, and finds nothing left to do.</summary>
    /// <param name="arguments">The command line; what follows <c>migrate</c> is configuration.</param>
    /// <param name="addDatabase">Adds the service's database.</param>
    /// <returns>The exit code: 0 when nothing is left to do, else 1, and one sentence has been written to standard error.</returns>
    public static async Task<int> RunAsync<TDatabase>(string[] arguments, Action<IHostApplicationBuilder> addDatabase) where TDatabase : DbContext
    {
        ArgumentNullException.ThrowIfNull(addDatabase);
        try
        {
            var builder = WebApplication.CreateBuilder(arguments[1..]);
            builder.AddServiceDefaults();
            // A database without a history is an error to its log, and the usual thing here; what really fails is said below.
            builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
            addDatabase(builder);
            await using var app = builder.Build();
            await using var database = await app.Services.GetRequiredService<IDbContextFactory<TDatabase>>().CreateDbContextAsync();
            await MigrateAsync(database.Database);
            await Console.Out.WriteLineAsync("The database has this version's shape.");
            return 0;
        }
        catch (Exception e) when (e is InvalidOperationException or NpgsqlException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(Sentence(e));
            return 1;
        }
    }

    private static Task MigrateAsync(DatabaseFacade database) => database.IsSqlite() ? database.ApplyPendingMigrationsAsync() : database.MigrateAsync();

    // EF wraps what may pass by itself in advice for programmers.
    private static string Sentence(Exception e) => e is InvalidOperationException { InnerException: NpgsqlException inner } ? Sentence(inner)
        : e is PostgresException refusal ? $"PostgreSQL refused the migration: {refusal.MessageText} ({refusal.SqlState})."
        : e is NpgsqlException ? $"PostgreSQL can't be reached at ConnectionStrings:database: {(e.InnerException ?? e).Message}."
        : e.Message;
}

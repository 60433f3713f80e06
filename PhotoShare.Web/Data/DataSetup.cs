using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using PhotoShare.Data;

namespace PhotoShare.Web.Data;

/// <summary>Web's database and the data protection whose keys live in it, wrapped.</summary>
public static class DataSetup
{
    public static void AddData(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new DataKey(builder.Configuration["DataKey"]));
        builder.AddDatabase();
        builder.Services.AddDataProtection().SetApplicationName("PhotoShare.Web").PersistKeysToDbContext<WebDatabase>();
        builder.Services.AddOptions<KeyManagementOptions>().Configure<DataKey>((options, key) => options.XmlEncryptor = new DataKeyXmlEncryptor(key));
        builder.Services.AddOptions<KeyManagementOptions>().PostConfigure<IDbContextFactory<WebDatabase>>((options, databases) =>
            options.XmlRepository = new OneFirstKey(options.XmlRepository!, databases));
    }

    /// <summary>The database alone, which is all that a migration needs.</summary>
    public static void AddDatabase(this IHostApplicationBuilder builder) => builder.AddDatabase<WebDatabase, SqliteWebDatabase, PostgresWebDatabase>("web.db");

    /// <summary>Makes sure that the database has this version's shape, and that <c>DataKey</c> fits what is in it.</summary>
    /// <exception cref="InvalidOperationException">The data-protection keys were wrapped with another <c>DataKey</c>.</exception>
    public static async Task PrepareDataAsync(this WebApplication app)
    {
        await using var database = await app.Services.GetRequiredService<IDbContextFactory<WebDatabase>>().CreateDbContextAsync();
        await database.Database.MakeReadyAsync();

        // Without this check, data protection would make a new key in silence, and every connection would be lost.
        var key = app.Services.GetRequiredService<DataKey>();
        foreach (var stored in await database.DataProtectionKeys.AsNoTracking().ToListAsync())
        {
            foreach (var wrapped in XElement.Parse(stored.Xml ?? "<key/>").Descendants("wrapped"))
            {
                try
                {
                    key.Unwrap(Convert.FromBase64String(wrapped.Value));
                }
                catch (CryptographicException e)
                {
                    throw new InvalidOperationException("DataKey is not the one that the keys in Web's database were wrapped with. Set the old one, or start with an empty database.", e);
                }
            }
        }
    }
}

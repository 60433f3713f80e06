using System.Data;
using System.Data.Common;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using PhotoShare.Web.Data;

namespace PhotoShare.Web.Keys;

/// <summary>
/// The data-protection keys in Web's database, for instances that start together. With the framework's own repository each would make a first key,
/// and an instance reads its keys anew at an unknown one for two minutes after its start, then once a day: a day long it could not read what the other wrote.
/// Here a new key is dropped if another instance has stored one since this one looked; data protection looks again and takes that.
/// </summary>
public sealed partial class DataProtectionKeyRepository(IDbContextFactory<WebDatabase> databases, ILogger<DataProtectionKeyRepository> logger) : IXmlRepository
{
    private volatile HashSet<int> seen = [];

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var database = databases.CreateDbContext();
        var stored = database.DataProtectionKeys.AsNoTracking().OrderBy(key => key.Id).ToList();
        seen = [.. stored.Select(key => key.Id)];
        return [.. stored.Where(key => key.Xml is not null).Select(key => XElement.Parse(key.Xml!))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        var isDropped = false;
        try
        {
            using var database = databases.CreateDbContext();
            // Serializable: of two who look and store at once, the database lets one.
            using var transaction = database.Database.BeginTransaction(IsolationLevel.Serializable);
            // What is no key, such as a revocation, is stored whoever else stored what.
            isDropped = element.Name == "key" && HasNews(database);
            if (!isDropped) database.Add(new DataProtectionKey { FriendlyName = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
            database.SaveChanges();
            transaction.Commit();
        }
        catch (Exception e) when (e is DbUpdateException or DbException && element.Name == "key")
        {
            using var database = databases.CreateDbContext();
            if (!(isDropped = HasNews(database))) throw;
        }
        if (isDropped) Log.AnotherWasFirst(logger);
    }

    private bool HasNews(WebDatabase database) => database.DataProtectionKeys.Select(key => key.Id).AsEnumerable().Any(id => !seen.Contains(id));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Another instance made a data-protection key at the same time; its key is used.")]
        public static partial void AnotherWasFirst(ILogger logger);
    }
}

using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace PhotoShare.Web.Data;

/// <summary>
/// Lets instances that start at once, where there is no data-protection key that works, agree on one. Each makes its own then, to be used from that moment,
/// and for a day knows nothing of the others': what one of them has encrypted, the others could not read. Only the first is kept here; data
/// protection reads the keys again after it has made one, so that all go on with that. A successor is made days before it is used, and is no matter.
/// </summary>
public sealed class OneFirstKey(IXmlRepository keys, IDbContextFactory<WebDatabase> databases) : IXmlRepository
{
    /// <summary>By how much clocks may differ, as data protection has it.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    public IReadOnlyCollection<XElement> GetAllElements() => keys.GetAllElements();

    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        var created = Date(element, "creationDate");
        if (element.Name != "key" || Date(element, "activationDate") > created)
        {
            keys.StoreElement(element, friendlyName);
            return;
        }

        var stored = GetAllElements();
        if (stored.Any(key => Works(key, created))) return;
        using var database = databases.CreateDbContext();
        // The database numbers keys from 1 on. Whoever has seen the same keys takes the same number here, and one of them comes first.
        database.Add(new DataProtectionKey { Id = -1 - stored.Count, FriendlyName = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        try
        {
            database.SaveChanges();
        }
        catch (DbUpdateException) when (GetAllElements().Any(key => Works(key, created)))
        {
            // Another instance's.
        }
    }

    private static bool Works(XElement key, DateTimeOffset when) =>
        key.Name == "key" && Date(key, "activationDate") <= when + Skew && Date(key, "expirationDate") > when;

    private static DateTimeOffset Date(XElement key, string name) => (DateTimeOffset?)key.Element(name) ?? DateTimeOffset.MinValue;
}

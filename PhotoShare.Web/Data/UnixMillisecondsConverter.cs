using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace PhotoShare.Web.Data;

/// <summary>Moments as milliseconds since 1970 in UTC: SQLite can't compare a <see cref="DateTimeOffset"/>.</summary>
public sealed class UnixMillisecondsConverter()
    : ValueConverter<DateTimeOffset, long>(moment => moment.ToUnixTimeMilliseconds(), stored => DateTimeOffset.FromUnixTimeMilliseconds(stored));

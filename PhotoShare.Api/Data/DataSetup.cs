using PhotoShare.Api.Photos;
using PhotoShare.Data;

namespace PhotoShare.Api.Data;

internal static class DataSetup
{
    /// <summary>The database, and the folder of the photos under <c>DataDirectory</c>.</summary>
    public static void AddPhotoData(this IHostApplicationBuilder builder)
    {
        builder.AddDatabase();
        builder.Services.AddSingleton<PhotoFiles>();
        builder.Services.AddHostedService<DataAtStart>();
    }

    /// <summary>The database alone, which is all that a migration needs.</summary>
    public static void AddDatabase(this IHostApplicationBuilder builder) => builder.AddDatabase<PhotoDatabase, SqlitePhotoDatabase, PostgresPhotoDatabase>("photos.db");
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PhotoShare.Api.Photos;

namespace PhotoShare.Api.Data;

internal static class DataSetup
{
    /// <summary>SQLite and a folder, both under <c>DataDirectory</c>.</summary>
    public static IServiceCollection AddPhotoData(this IServiceCollection services)
    {
        services.AddDbContext<PhotoDatabase>((provider, database) =>
            database.UseSqlite($"Data Source={Path.Combine(provider.GetRequiredService<IOptions<ApiOptions>>().Value.DataDirectory, "photos.db")}"));
        services.AddSingleton<PhotoFiles>();
        services.AddHostedService<DataAtStart>();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("database");
        return services;
    }
}

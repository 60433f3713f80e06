using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PhotoShare.Api.Photos;
using PhotoShare.Data;

namespace PhotoShare.Api.Data;

/// <summary>Before anything listens: the folder is there, the database has its newest form, and what a crash left half done is gone.</summary>
internal sealed class DataAtStart(IServiceScopeFactory scopes, IOptions<ApiOptions> options, PhotoFiles files) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Value.DataDirectory);
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<PhotoDatabase>();
        await database.Database.MakeReadyAsync(cancellationToken);
        await files.SweepAsync(id => database.Photos.AnyAsync(photo => photo.Id == id, cancellationToken));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

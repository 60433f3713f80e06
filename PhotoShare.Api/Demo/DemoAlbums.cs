using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PhotoShare.Api.Data;
using PhotoShare.Api.Demo.Paintings;
using PhotoShare.Api.Photos;

namespace PhotoShare.Api.Demo;

/// <summary>
/// Gives an account that has no albums those of its network's <see cref="DemoCatalogue"/>: their rows at once, which is quick, and each photo's
/// pixels when somebody first asks for them. The same account gets the same pictures every time.
/// </summary>
internal sealed class DemoAlbums(IServiceScopeFactory scopes, IPhotoStore store, Scratch scratch, ImageWork work, IOptions<ApiOptions> options, TimeProvider clock)
{
    private readonly SingleFlight giving = new();
    private readonly SingleFlight painting = new();
    private readonly ConcurrentDictionary<string, bool> given = new(StringComparer.Ordinal);

    public async Task GiveAsync(string owner, CancellationToken cancellationToken)
    {
        if (given.ContainsKey(owner)) return;
        await giving.RunAsync(owner, () => GiveAsync(owner), cancellationToken);
    }

    private async Task GiveAsync(string owner)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<PhotoDatabase>();
        if (!await HasAlbumsAsync(database, owner)) await AddAsync(database, owner);
        given[owner] = true;
    }

    private async Task AddAsync(PhotoDatabase database, string owner)
    {
        // One seed for each account and network: nobody's pictures are quite another's.
        var seed = BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{options.Value.Network} {owner}")));
        foreach (var (album, unpainted) in DemoCatalogue.For(options.Value.Network, owner, seed, clock.GetUtcNow()))
        {
            database.Add(album);
            database.AddRange(unpainted);
        }
        try
        {
            await database.SaveChangesAsync();
        }
        catch (DbUpdateException)
        {
            // Another instance was first: the ids are the same wherever they are made (DemoIds). Then they are there, all of them.
            if (!await HasAlbumsAsync(database, owner)) throw;
        }
    }

    private static Task<bool> HasAlbumsAsync(PhotoDatabase database, string owner) => database.Albums.AnyAsync(album => album.Owner == owner);

    /// <summary>Paints those demo photos that nobody has looked at yet and that are asked for now.</summary>
    public async Task PaintAsync(Expression<Func<UnpaintedPhoto, bool>> wanted, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var unpainted = await scope.ServiceProvider.GetRequiredService<PhotoDatabase>().UnpaintedPhotos.AsNoTracking().Where(wanted).ToListAsync(cancellationToken);
        await Task.WhenAll(unpainted.Select(photo => painting.RunAsync(photo.PhotoId, () => PaintAsync(photo), cancellationToken)));
    }

    private async Task PaintAsync(UnpaintedPhoto unpainted)
    {
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<PhotoDatabase>();
        var photo = await database.Photos.SingleAsync(photo => photo.Id == unpainted.PhotoId);
        // Somebody else's flight may have landed between the question and this one.
        if (photo.ContentHash.Length > 0) return;

        await work.RunAsync(() => PaintAsync(unpainted, photo), CancellationToken.None);
        database.Remove(unpainted);
        try
        {
            await database.SaveChangesAsync();
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another instance has painted it meanwhile: the same picture to the byte.
        }
    }

    private async Task PaintAsync(UnpaintedPhoto unpainted, Photo photo)
    {
        using var picture = scratch.NewFile();
        Painting.Write(unpainted.Recipe, photo.Width, photo.Height, picture.Path);
        await using (var content = picture.OpenRead()) await store.WriteAsync(PhotoFiles.Original(photo.Id), content, CancellationToken.None);
        photo.ContentHash = PhotoFiles.Hash(picture);
        photo.Bytes = picture.Length;
    }
}

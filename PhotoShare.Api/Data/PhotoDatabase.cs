using Microsoft.EntityFrameworkCore;
using PhotoShare.Api.Albums;
using PhotoShare.Api.Demo;
using PhotoShare.Api.Photos;

namespace PhotoShare.Api.Data;

/// <summary>Albums and photos of everybody in this network. The pixels are not here but in <see cref="PhotoFiles"/>.</summary>
internal abstract class PhotoDatabase(DbContextOptions options) : DbContext(options)
{
    public DbSet<Album> Albums => Set<Album>();
    public DbSet<Photo> Photos => Set<Photo>();
    public DbSet<UnpaintedPhoto> UnpaintedPhotos => Set<UnpaintedPhoto>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Album>(album =>
        {
            album.Property(a => a.Id).HasMaxLength(RecordId.Length);
            album.Property(a => a.Owner).HasMaxLength(255);
            album.Property(a => a.Title).HasMaxLength(200);
            album.Property(a => a.Description).HasMaxLength(2000);
            album.Property(a => a.CoverPhotoId).HasMaxLength(RecordId.Length);
            album.HasIndex(a => new { a.Owner, a.Id });
        });
        modelBuilder.Entity<Photo>(photo =>
        {
            photo.Property(p => p.Id).HasMaxLength(RecordId.Length);
            photo.Property(p => p.Owner).HasMaxLength(255);
            photo.Property(p => p.Title).HasMaxLength(200);
            photo.Property(p => p.ContentType).HasMaxLength(50);
            photo.Property(p => p.ContentHash).HasMaxLength(64);
            photo.HasOne<Album>().WithMany(a => a.Photos).HasForeignKey(p => p.AlbumId);
            photo.HasIndex(p => new { p.AlbumId, p.Id });
            photo.OwnsOne(p => p.Camera, camera =>
            {
                camera.Property(c => c.Model).HasMaxLength(CameraSettings.LongestText);
                camera.Property(c => c.Lens).HasMaxLength(CameraSettings.LongestText);
            });
        });
        modelBuilder.Entity<UnpaintedPhoto>().HasKey(p => p.PhotoId);
    }
}

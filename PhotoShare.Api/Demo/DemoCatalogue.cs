using PhotoShare.Api.Albums;
using PhotoShare.Api.Data;
using PhotoShare.Api.Photos;

namespace PhotoShare.Api.Demo;

/// <summary>What is in the demo albums of each network: Friendbook has journeys, Instapic has studies and the town.</summary>
internal static class DemoCatalogue
{
    private sealed record DemoAlbum(string Title, string Description, DateTime TakenFrom, DemoPhoto[] Photos);

    /// <param name="Shape">Width and height, pixels.</param>
    private sealed record DemoPhoto(string Title, string Painting, (int Width, int Height) Shape);

    private static readonly (int, int) Wide = (1620, 1080);
    private static readonly (int, int) Panorama = (1920, 960);
    private static readonly (int, int) Tall = (1080, 1350);

    private static readonly DemoAlbum[] Journeys =
    [
        new("Across the dunes", "Four days, one compass, too few water bottles.", new(2025, 3, 14),
        [
            new("First light", "dunes", Wide), new("Noon", "dunes", Panorama), new("The long shadow", "dunes", Tall),
        ]),
    ];

    /// <summary>Albums with their photos' rows, and what is to be painted for each.</summary>
    public static IEnumerable<(Album Album, IReadOnlyList<UnpaintedPhoto> Unpainted)> For(string network, string owner, int seed, DateTimeOffset now)
    {
        var random = new Random(seed);
        var albums = Journeys;
        for (var i = 0; i < albums.Length; i++)
        {
            // The ids sort by time: the first of the catalogue is the newest.
            var madeAt = now.AddMinutes(-i - 1);
            var demo = albums[i];
            var album = new Album { Id = RecordId.New(madeAt), Owner = owner, Title = demo.Title, Description = demo.Description, CreatedAt = madeAt };
            var unpainted = new List<UnpaintedPhoto>();
            var takenAt = demo.TakenFrom.AddHours(7);
            foreach (var (photo, order) in demo.Photos.Select((photo, order) => (photo, order)))
            {
                takenAt = takenAt.AddMinutes(random.Next(25, 300));
                var id = RecordId.New(madeAt.AddMilliseconds(order));
                album.CoverPhotoId ??= id;
                album.Photos.Add(new Photo
                {
                    Id = id,
                    AlbumId = album.Id,
                    Owner = owner,
                    Title = photo.Title,
                    Width = photo.Shape.Width,
                    Height = photo.Shape.Height,
                    Bytes = 0,
                    ContentType = "image/jpeg",
                    ContentHash = "",
                    TakenAt = takenAt,
                    CreatedAt = madeAt,
                    Camera = DemoCamera.Of(network, random),
                });
                unpainted.Add(new UnpaintedPhoto { PhotoId = id, AlbumId = album.Id, Recipe = $"{photo.Painting}:{random.Next()}" });
            }
            yield return (album, unpainted);
        }
    }
}

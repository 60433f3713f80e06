using PhotoShare.Api.Albums;
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

    private static readonly (int, int) Square = (1200, 1200);

    private static readonly DemoAlbum[] Journeys =
    [
        new("Across the dunes", "Four days, one compass, too few water bottles.", new(2025, 3, 14),
        [
            new("First light", "dunes/dawn", Wide), new("Noon, and no shade", "dunes/noon", Panorama), new("The long shadow", "dunes/dusk", Tall),
            new("We slept under this", "dunes/night", Wide), new("Last crest", "dunes/dawn", Panorama),
        ]),
        new("The high route", "Hut to hut, and every morning another range behind the range.", new(2025, 8, 2),
        [
            new("Before the alarm", "mountains/dawn", Wide), new("The lake below the hut", "lake/day", Wide), new("Larches", "forest/autumn", Tall),
            new("All the way back", "mountains/day", Panorama), new("Evening at the shore", "lake/dusk", Wide), new("Down into the mist", "forest/mist", Wide),
        ]),
        new("Islands", "Ferries, sails, and a lighthouse keeper who made us tea.", new(2024, 6, 21),
        [
            new("Home before dark", "sea/sunset", Wide), new("The early ferry", "sea/morning", Panorama), new("Moon road", "sea/moon", Wide), new("Longest day", "sea/sunset", Tall),
        ]),
        new("North", "A cabin, a stove, and the sky doing that.", new(2025, 1, 18),
        [
            new("It began in green", "aurora/green", Wide), new("And then in rose", "aurora/rose", Panorama), new("Snow all afternoon", "forest/snow", Tall), new("Four o'clock sun", "mountains/dusk", Wide),
        ]),
    ];

    private static readonly DemoAlbum[] Studies =
    [
        new("Night shift", "The town after everybody has gone home.", new(2025, 10, 4),
        [
            new("Blue hour is pink here", "city/dusk", Wide), new("Across the river", "city/night", Panorama), new("Rain on the quay", "city/rain", Tall), new("Somebody is still awake", "city/night", Square),
        ]),
        new("On the sill", "One window, one week.", new(2025, 5, 11),
        [
            new("Lemons", "sill/lemons", Tall), new("Oranges", "sill/oranges", Square), new("Plums", "sill/plums", Tall),
        ]),
        new("Walls", "Tiles that I stopped for.", new(2024, 9, 7),
        [
            new("The studio", "tiles/studio", Square), new("Tram stop", "tiles/tram", Wide), new("Market hall", "tiles/market", Square), new("The studio, again", "tiles/studio", Tall),
        ]),
        new("Paper", "Cut, laid, lit from the left.", new(2025, 2, 23),
        [
            new("Coral", "paper/coral", Wide), new("Lagoon", "paper/lagoon", Square), new("Plum", "paper/plum", Tall), new("Moss", "paper/moss", Wide),
        ]),
    ];

    /// <summary>Albums with their photos' rows, and what is to be painted for each.</summary>
    public static IEnumerable<(Album Album, IReadOnlyList<UnpaintedPhoto> Unpainted)> For(string network, string owner, int seed, DateTimeOffset now)
    {
        var random = new Random(seed);
        var albums = network == "instapic" ? Studies : Journeys;
        for (var i = 0; i < albums.Length; i++)
        {
            var madeAt = now.AddMinutes(-i - 1);
            var demo = albums[i];
            var album = new Album { Id = DemoIds.Album(network, owner, i), Owner = owner, Title = demo.Title, Description = demo.Description, CreatedAt = madeAt };
            var unpainted = new List<UnpaintedPhoto>();
            var takenAt = demo.TakenFrom.AddHours(7);
            foreach (var (photo, order) in demo.Photos.Select((photo, order) => (photo, order)))
            {
                takenAt = takenAt.AddMinutes(random.Next(25, 300));
                var id = DemoIds.Photo(network, owner, i, order);
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

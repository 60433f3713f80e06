using PhotoShare.Api.Photos;

namespace PhotoShare.Api.Demo;

/// <summary>Cameras that nobody makes, with settings that a photographer would believe.</summary>
internal static class DemoCamera
{
    private static readonly (string Model, string Lens, double FocalLength, double[] Apertures)[] Cameras =
    [
        ("Halden R2", "Halden 35 mm f/1.8", 35, [2.8, 4, 5.6, 8]),
        ("Halden R2", "Halden 24-70 mm f/4", 50, [4, 5.6, 8, 11]),
        ("Okular Mini", "Okular 28 mm f/2.8", 28, [2.8, 4, 8]),
    ];

    private static readonly (double Seconds, int Iso)[] Exposures = [(1 / 2000d, 100), (1 / 500d, 100), (1 / 250d, 200), (1 / 125d, 200), (1 / 60d, 400), (1 / 30d, 800)];

    public static CameraSettings Of(string network, Random random)
    {
        var (model, lens, focalLength, apertures) = network == "instapic" ? Cameras[2] : Cameras[random.Next(2)];
        var (seconds, iso) = Exposures[random.Next(Exposures.Length)];
        return new CameraSettings { Model = model, Lens = lens, FocalLength = focalLength, Aperture = apertures[random.Next(apertures.Length)], ExposureTime = seconds, Iso = iso };
    }
}

using NetVips;

namespace PhotoShare.Api.Tests.Photos;

/// <summary>Pictures as people send them, made for the test.</summary>
internal static class Samples
{
    public static byte[] Jpeg(int width = 640, int height = 400) => Gradient(width, height).JpegsaveBuffer();
    public static byte[] Png(int width = 640, int height = 400) => Gradient(width, height).PngsaveBuffer();
    public static byte[] Webp(int width = 640, int height = 400) => Gradient(width, height).WebpsaveBuffer();

    /// <summary>A JPEG out of a camera: lying on its side, with a place, a name and a serial number in it.</summary>
    public static byte[] FromCamera(int width, int height) => Gradient(width, height).Mutate(image =>
    {
        image.Set(GValue.GIntType, "orientation", 6);
        Text("exif-ifd0-Make", "Halden");
        Text("exif-ifd0-Model", "R2");
        Text("exif-ifd0-Artist", "SECRET-NAME");
        Text("exif-ifd2-ExposureTime", "1/125");
        Text("exif-ifd2-FNumber", "56/10");
        Text("exif-ifd2-ISOSpeedRatings", "200");
        Text("exif-ifd2-FocalLength", "35/1");
        Text("exif-ifd2-DateTimeOriginal", "2025:03:14 08:15:30");
        Text("exif-ifd2-BodySerialNumber", "SECRET-SERIAL");
        Text("exif-ifd3-GPSLatitudeRef", "N");
        Text("exif-ifd3-GPSLatitude", "52/1 31/1 12/1");
        image.Set(GValue.BlobType, "xmp-data", "<x:xmpmeta>SECRET-PLACE</x:xmpmeta>"u8.ToArray());

        void Text(string name, string value) => image.Set(GValue.GStrType, name, $"{value} ({value}, ASCII, {value.Length} components, {value.Length} bytes)");
    }).JpegsaveBuffer();

    /// <summary>A PNG of a few bytes that claims to be vast: only its header is true to form.</summary>
    public static byte[] VastPng()
    {
        var png = Png(8, 8);
        // IHDR's width and height stand at 16 and 20, its checksum at 29 (PNG section 11.2.2).
        byte[] size = [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60];
        size.CopyTo(png, 16);
        BitConverter.GetBytes(System.Net.IPAddress.HostToNetworkOrder((int)Crc(png.AsSpan(12, 17)))).CopyTo(png, 29);
        return png;
    }

    public static byte[] MovingWebp()
    {
        using var frames = Image.Arrayjoin([Gradient(64, 64), Gradient(64, 64).Invert()], across: 1);
        using var moving = frames.Mutate(image => image.Set(GValue.GIntType, "page-height", 64));
        return moving.WebpsaveBuffer();
    }

    private static Image Gradient(int width, int height)
    {
        using var ramp = Image.Xyz(width, height);
        using var red = ramp[0] * (255.0 / width);
        using var green = ramp[1] * (255.0 / height);
        return red.Bandjoin(green, (red + green) / 2).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }
        return ~crc;
    }
}

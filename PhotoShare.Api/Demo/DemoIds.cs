using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PhotoShare.Api.Demo;

/// <summary>
/// Ids of demo records: of the same form as a <see cref="Data.RecordId"/>, and the same for an account wherever and whenever they are made. So two
/// instances that are asked at the same time can't both give their albums: the second meets the first's ids in the database.
/// </summary>
internal static class DemoIds
{
    // Before all albums of the account's own, for the ids sort by time. The first of the catalogue is the newest.
    private static readonly DateTimeOffset Opening = new(2025, 11, 1, 0, 0, 0, TimeSpan.Zero);

    public static string Album(string network, string owner, int album) => Of(Opening.AddMinutes(-album), $"album {album} {network} {owner}");

    public static string Photo(string network, string owner, int album, int photo) => Of(Opening.AddMinutes(-album).AddMilliseconds(photo), $"photo {album} {photo} {network} {owner}");

    /// <returns>A UUID of version 7 (RFC 9562 section 5.7) whose random bits are none.</returns>
    private static string Of(DateTimeOffset time, string what)
    {
        Span<byte> id = SHA256.HashData(Encoding.UTF8.GetBytes(what)).AsSpan(0, 16);
        Span<byte> milliseconds = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(milliseconds, time.ToUnixTimeMilliseconds());
        milliseconds[2..].CopyTo(id);
        id[6] = (byte)(0x70 | id[6] & 0x0F);
        id[8] = (byte)(0x80 | id[8] & 0x3F);
        return Convert.ToHexStringLower(id);
    }
}

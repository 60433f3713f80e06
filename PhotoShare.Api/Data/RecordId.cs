namespace PhotoShare.Api.Data;

/// <summary>
/// Ids of albums and photos: a UUID of version 7 in 32 hexadecimal digits. They sort by the time of their making, as text too, so that
/// a page can begin after an id; they are guessable in part, and so no secret: what protects a record is its owner.
/// </summary>
internal static class RecordId
{
    public const int Length = 32;

    public static string New(DateTimeOffset madeAt) => Guid.CreateVersion7(madeAt).ToString("N");

    public static bool IsWellFormed(string text) => text.Length == Length && text.All(char.IsAsciiHexDigitLower);
}

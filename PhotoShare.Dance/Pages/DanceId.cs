using System.Buffers;

namespace PhotoShare.Dance.Pages;

/// <summary>What the id of a dance looks like: a trace id, 32 lower-case hexadecimal digits.</summary>
internal static class DanceId
{
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    public static bool IsOne(string id) => id.Length == 32 && id.AsSpan().IndexOfAnyExcept(Hex) < 0;
}

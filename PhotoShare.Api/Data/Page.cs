using System.ComponentModel;

namespace PhotoShare.Api.Data;

/// <summary>Which part of a list is wanted.</summary>
/// <param name="Limit">How many at most: 1 to 100, 20 unless told.</param>
/// <param name="Cursor">The <c>next</c> of the page before; absent for the first page. Its form is nobody's business.</param>
internal sealed record Page(
    [property: Description("How many at most, 1 to 100; 20 unless told.")] int? Limit,
    [property: Description("The `next` of the page before; leave it out for the first page.")] string? Cursor)
{
    public const int Largest = 100;

    public int Size => Limit ?? 20;

    /// <returns>What is wrong with each parameter; empty if nothing is.</returns>
    public Dictionary<string, string[]> Problems()
    {
        var problems = new Dictionary<string, string[]>();
        if (Limit is < 1 or > Largest) problems["limit"] = [$"A number from 1 to {Largest}."];
        if (Cursor is not null && !RecordId.IsWellFormed(Cursor)) problems["cursor"] = ["Not a cursor of this API: take the next of the page before."];
        return problems;
    }

    /// <param name="found">One more than <see cref="Size"/> of them, if there are as many: it tells whether another page follows.</param>
    /// <param name="id">The id that the next page begins after.</param>
    public PageOf<T> Of<T>(IReadOnlyList<T> found, Func<T, string> id) => found.Count <= Size
        ? new PageOf<T>(found, null)
        : new PageOf<T>([.. found.Take(Size)], id(found[Size - 1]));
}

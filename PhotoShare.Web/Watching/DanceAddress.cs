using System.Buffers;

namespace PhotoShare.Web.Watching;

/// <summary>Where browsers find PhotoShare.Dance: configuration <c>Dance:Url</c>. Unset, no page links there.</summary>
public sealed class DanceAddress
{
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    private readonly Uri? address;

    /// <exception cref="InvalidOperationException">It is not an absolute http or https address.</exception>
    public DanceAddress(string? value)
    {
        if (string.IsNullOrWhiteSpace(value)) return;
        if (!Uri.TryCreate(value.TrimEnd('/') + "/", UriKind.Absolute, out address) || address.Scheme is not ("http" or "https"))
            throw new InvalidOperationException("Set Dance:Url to the address by which browsers know PhotoShare.Dance, such as http://127.0.0.1:5040, or leave it out.");
    }

    /// <summary>The address of a dance's page.</summary>
    /// <param name="dance">The id of its trace.</param>
    /// <returns>None for what is no trace id, or where Dance is not known.</returns>
    public string? Of(string? dance) => address is null || !IsTraceId(dance) ? null : new Uri(address, $"dances/{dance}").AbsoluteUri;

    /// <summary>32 lower-case hexadecimal digits (W3C Trace Context section 3.2.2.3).</summary>
    public static bool IsTraceId(string? text) => text is { Length: 32 } && !text.AsSpan().ContainsAnyExcept(Hex);
}

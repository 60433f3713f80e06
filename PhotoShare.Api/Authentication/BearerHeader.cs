using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;

namespace PhotoShare.Api.Authentication;

/// <summary>The <c>Authorization</c> header as RFC 6750 section 2.1 has it: <c>Bearer</c>, one space, a b64token.</summary>
internal static partial class BearerHeader
{
    internal enum Form { None, Malformed, Token }

    public static Form Read(StringValues header, out string token)
    {
        token = "";
        if (header.Count == 0) return Form.None;
        if (header.Count > 1) return Form.Malformed;

        var value = header[0] ?? "";
        var scheme = value.Split(' ', 2)[0];
        // Another scheme is no bearer token; RFC 9110 section 11.1: the name is case-insensitive.
        if (!scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) return Form.None;
        if (!Bearer().IsMatch(value)) return Form.Malformed;
        token = value["Bearer ".Length..];
        return Form.Token;
    }

    [GeneratedRegex(@"\A[Bb][Ee][Aa][Rr][Ee][Rr] [A-Za-z0-9\-._~+/]+=*\z")]
    private static partial Regex Bearer();
}

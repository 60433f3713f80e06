using PhotoShare.Api.Authentication;

namespace PhotoShare.Api.Tests.Authentication;

/// <summary>RFC 6750 section 2.1, to the letter: what HTTP clients would tidy up before it is sent.</summary>
public sealed class BearerHeaderTests
{
    [Theory]
    [InlineData("Bearer abc.def-_~+/==", "Token")]
    [InlineData("bearer abc", "Token")]
    [InlineData("Bearer  abc", "Malformed")]
    [InlineData("Bearer abc ", "Malformed")]
    [InlineData("Bearer\tabc", "None")]
    [InlineData("Bearer =abc", "Malformed")]
    [InlineData("Bearer abc\n", "Malformed")]
    [InlineData("Bearer abc, Bearer def", "Malformed")]
    [InlineData("BearerX abc", "None")]
    [InlineData("", "None")]
    public void Only_one_token_after_one_space_is_taken(string header, string form) => Assert.Equal(form, BearerHeader.Read(header, out _).ToString());
}

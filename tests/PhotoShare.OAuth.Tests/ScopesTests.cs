namespace PhotoShare.OAuth.Tests;

public sealed class ScopesTests
{
    [Theory]
    [InlineData("openid photos.read", "openid", "photos.read")]
    [InlineData("https://example/scope:all", "https://example/scope:all")]
    [InlineData("a b a", "a", "b")]
    [InlineData("")]
    [InlineData(null)]
    public void A_list_is_read(string? value, params string[] expected)
    {
        Assert.True(Scopes.TryParse(value, out var scopes));
        Assert.Equal(expected, scopes);
    }

    [Theory]
    [InlineData("a  b")]
    [InlineData(" a")]
    [InlineData("a ")]
    [InlineData("a\tb")]
    [InlineData("a\"b")]
    [InlineData("a\\b")]
    [InlineData("grün")]
    public void What_the_grammar_does_not_allow_is_refused(string value) => Assert.False(Scopes.TryParse(value, out _));
}

using System.Text;

namespace PhotoShare.OAuth.Tests;

public sealed class BasicCredentialsTests
{
    [Theory]
    // The example of RFC 6749 section 2.3.1, and one that needs the encoding.
    [InlineData("s6BhdRkqt3", "7Fjfp0ZBr1KtDRbnfVdmIw", "s6BhdRkqt3:7Fjfp0ZBr1KtDRbnfVdmIw")]
    [InlineData("https://api.example", "a b+c:d", "https%3A%2F%2Fapi.example:a+b%2Bc%3Ad")]
    public void Both_parts_are_form_encoded(string clientId, string secret, string expected)
    {
        var header = BasicCredentials.Header(clientId, secret);
        Assert.Equal(("Basic", expected), (header.Scheme, Encoding.ASCII.GetString(Convert.FromBase64String(header.Parameter!))));
    }
}

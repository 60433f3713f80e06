using System.Buffers.Text;
using System.Text;

namespace PhotoShare.EndToEnd.Tests.Secrets;

/// <summary>The scan itself: it must be able to fail.</summary>
public sealed class SecretScanTests
{
    private const string Secret = "a+secret/value:with~signs";

    private readonly SecretScan _scan = new(new Dictionary<string, string> { [Secret] = "code" });

    [Fact]
    public void A_text_without_the_secret_is_clean() => Assert.Empty(_scan.Find($"code=fp:0123456789abcdef {Secret[..^1]}"));

    [Fact]
    public void It_is_found_in_clear_and_URL_encoded()
    {
        Assert.Contains("code in clear", _scan.Find($"GET /callback?code={Secret}"));
        Assert.Contains("code URL-encoded", _scan.Find($"GET /callback?code={Uri.EscapeDataString(Secret)}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("xy")]
    [InlineData("xyz")]
    public void It_is_found_in_base64_wherever_it_begins(string before)
    {
        var bytes = Encoding.UTF8.GetBytes($"{before}{Secret} and more");
        Assert.Contains("code in base64", _scan.Find(Convert.ToBase64String(bytes)));
        Assert.Contains(_scan.Find(Base64Url.EncodeToString(bytes)), found => found.StartsWith("code in base64", StringComparison.Ordinal));
    }

    [Fact]
    public void It_is_found_inside_a_token()
    {
        string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
        var found = _scan.Find($"{Encode("{\"alg\":\"none\"}")}.{Encode($"{{\"nested\":\"{Secret}\"}}")}.");
        Assert.Contains("code in clear inside a JSON Web Token", found);
    }
}

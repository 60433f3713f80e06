using System.Net;
using System.Text.RegularExpressions;

namespace PhotoShare.Web.Tests.Pages;

public sealed partial class PageTests
{
    public static TheoryData<string> Everything => [.. Samples.Pages.Keys.Select(name => $"/sample/{name}"), "/"];

    [Theory, MemberData(nameof(Everything))]
    public async Task Page_is_drawn_whole_without_inline_script_or_style(string address)
    {
        await using var site = await PagesSite.StartAsync(person: "Ada");

        var response = await site.Browser.GetAsync(address);
        var html = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.EndsWith("</html>", html.TrimEnd());
        Assert.DoesNotMatch(InlineCode(), html);
        Assert.Single(Headings().Matches(html));
    }

    [Theory, MemberData(nameof(Everything))]
    public async Task No_code_of_a_page_has_become_text_of_it(string address)
    {
        await using var site = await PagesSite.StartAsync(person: "Ada");
        // Razor takes word@if for an e-mail address.
        Assert.DoesNotMatch("@(if|for|foreach|switch|code)\\b|@[({]", await site.Browser.GetStringAsync(address));
    }

    [Theory, MemberData(nameof(Everything))]
    public async Task Every_form_is_a_post_with_an_antiforgery_token(string address)
    {
        await using var site = await PagesSite.StartAsync(person: "Ada");

        var html = await site.Browser.GetStringAsync(address);

        var forms = Forms().Matches(html);
        Assert.NotEmpty(forms);
        Assert.All(forms, form =>
        {
            Assert.Contains("method=\"post\"", form.Value);
            Assert.Contains("name=\"__RequestVerificationToken\"", form.Value);
        });
    }

    [Theory, MemberData(nameof(Everything))]
    public async Task Every_photo_has_its_size_and_is_served_by_this_site(string address)
    {
        await using var site = await PagesSite.StartAsync(person: "Ada");

        var html = await site.Browser.GetStringAsync(address);

        Assert.All(Images().Matches(html), image => Assert.Matches("src=\"/.* width=\"\\d+\" height=\"\\d+\" alt\\b", image.Value));
    }

    [Fact]
    public async Task Names_that_others_chose_are_text_and_nothing_else()
    {
        await using var site = await PagesSite.StartAsync(person: "<script>alert(1)</script>");

        var html = await site.Browser.GetStringAsync("/sample/connections");

        Assert.DoesNotContain("<script", html);
        Assert.Contains("Pebble &amp; &lt;Stone&gt;", html);
    }

    [Fact]
    public async Task Stylesheet_may_be_kept_for_ever_and_its_address_follows_its_content()
    {
        await using var site = await PagesSite.StartAsync();
        var address = Stylesheet().Match(await site.Browser.GetStringAsync("/")).Groups[1].Value;

        var response = await site.Browser.GetAsync(address);

        Assert.Matches(@"^/app\..+\.css$", address);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("max-age=31536000, immutable", response.Headers.CacheControl?.ToString());
    }

    [GeneratedRegex("""<script|<style|\sstyle="|\son[a-z]+="|javascript:""")]
    private static partial Regex InlineCode();

    [GeneratedRegex("<h1")]
    private static partial Regex Headings();

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<img.*?>", RegexOptions.Singleline)]
    private static partial Regex Images();

    [GeneratedRegex("rel=\"stylesheet\" href=\"(.+?)\"")]
    private static partial Regex Stylesheet();
}

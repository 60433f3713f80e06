using System.Net;
using PhotoShare.Web.Tests.Hosting;

namespace PhotoShare.Web.Tests.Dance;

/// <summary>How a dance that is refused ends.</summary>
internal static class Ending
{
    // The address with which the network sends this browser back.
    public static async Task<Uri> AnswerAsync(Browser browser)
    {
        var begun = await browser.PressAsync(await browser.GetAsync("/connections"), "/connections/friendbook/connect", follow: false);
        var answer = await browser.GetAsync(begun.Headers.Location!.AbsoluteUri, follow: false);
        return answer.Headers.Location!;
    }

    public static void AssertEnded(Page page, HttpStatusCode status, string problem, string network = "friendbook")
    {
        Assert.Equal($"/connections/{network}/problem/{problem}", page.Address.AbsolutePath);
        Assert.Equal(status, page.Status);
        Assert.DoesNotContain("code=", page.Address.Query, StringComparison.Ordinal);
        Assert.DoesNotContain("state=", page.Address.Query, StringComparison.Ordinal);
    }

    public static async Task AssertNothingConnectedAsync(Browser browser) =>
        Assert.DoesNotContain("(ada)", (await browser.GetAsync("/connections")).Body, StringComparison.Ordinal);
}

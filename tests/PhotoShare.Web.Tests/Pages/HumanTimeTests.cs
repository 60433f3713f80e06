using PhotoShare.Web.Layout;

namespace PhotoShare.Web.Tests.Pages;

public sealed class HumanTimeTests
{
    [Theory]
    [InlineData(-90, "just now")]
    [InlineData(59, "just now")]
    [InlineData(60, "1 minute ago")]
    [InlineData(7_199, "1 hour ago")]
    [InlineData(86_400, "yesterday")]
    [InlineData(172_800, "2 days ago")]
    [InlineData(604_800, "17 November 2026")]
    public void Moment_is_said_as_people_do(int secondsAgo, string said) =>
        Assert.Equal(said, HumanTime.Say(Samples.Now.AddSeconds(-secondsAgo), Samples.Now));

    [Theory]
    [InlineData(38, "38 ms")]
    [InlineData(1_449, "1.4 s")]
    [InlineData(125_000, "2 min 5 s")]
    public void Duration_is_said_as_people_do(int milliseconds, string said) =>
        Assert.Equal(said, HumanTime.Say(TimeSpan.FromMilliseconds(milliseconds)));
}

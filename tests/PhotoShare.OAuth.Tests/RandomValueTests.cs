namespace PhotoShare.OAuth.Tests;

public sealed class RandomValueTests
{
    [Fact]
    public void Values_have_256_bits_and_differ()
    {
        Assert.Equal(43, RandomValue.Create().Length);
        Assert.NotEqual(RandomValue.Create(), RandomValue.Create());
    }
}

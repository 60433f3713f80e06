namespace PhotoShare.OAuth.Tests;

public sealed class FingerprintTests
{
    [Fact]
    public void It_is_the_beginning_of_the_SHA256() => Assert.Equal("ba7816bf", Fingerprint.Of("abc"));

    [Fact]
    public void Random_values_have_256_bits_and_differ()
    {
        Assert.Equal(43, RandomValue.Create().Length);
        Assert.NotEqual(RandomValue.Create(), RandomValue.Create());
    }
}

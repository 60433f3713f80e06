namespace PhotoShare.OAuth.Tests;

public sealed class PkceTests
{
    [Fact]
    public void Challenge_matches_the_example_of_RFC_7636_appendix_B() =>
        Assert.Equal("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", Pkce.Challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));

    [Fact]
    public void Verifier_is_fresh_and_of_the_length_that_the_RFC_asks() =>
        Assert.All([Pkce.CreateVerifier(), Pkce.CreateVerifier()], verifier => Assert.Equal(43, verifier.Length));
}

using PhotoShare.Dance.Dances;

namespace PhotoShare.Dance.Tests.Samples;

/// <summary>Rules as dances bring them along; what they say is Rules' own business.</summary>
internal static class SampleRules
{
    public static readonly ProtocolRule Pkce = new("pkce_s256", "PKCE with S256", "RFC 9700 section 2.1.1", "Without it, a stolen code could be redeemed by whoever can pose as the client, or be planted in another person's dance.");
    public static readonly ProtocolRule Once = new("code_once", "The code is redeemed once", "RFC 6749 section 4.1.2", "A code that works twice works for the thief, too.");
    public static readonly ProtocolRule Iss = new("iss_returned", "The answer names its issuer", "RFC 9207 section 2", "Without it, a client of two servers can be made to hand one's code to the other: the mix-up attack.");
    public static readonly ProtocolRule NoTokenInFront = new("no_token_in_front", "No token in the front channel", "RFC 9700 section 2.1.2", "A token in an address is in the history, in logs, and in the hands of whoever looks on.");
    public static readonly ProtocolRule Scope = new("scope_no_wider", "Scope no wider than asked", "RFC 6749 section 3.3", "The person agreed to what was asked, and to no more.");
    public static readonly ProtocolRule Audience = new("assertion_audience", "The assertion is for this server", "RFC 7523 section 3", "An assertion made for one server must not open another.");
}

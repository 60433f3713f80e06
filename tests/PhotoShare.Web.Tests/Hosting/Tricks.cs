using Microsoft.IdentityModel.Tokens;

namespace PhotoShare.Web.Tests.Hosting;

/// <summary>What a hostile server may do. All off at first.</summary>
public sealed class Tricks
{
    /// <summary>Cuts every connection.</summary>
    public bool Down { get; set; }

    public bool AdvertisesIss { get; set; } = true;
    public bool OmitsIss { get; set; }

    /// <summary>Sent as <c>iss</c> instead of its own.</summary>
    public string? Iss { get; set; }

    /// <summary>The issuer that its metadata claims to be.</summary>
    public string? MetadataIssuer { get; set; }

    /// <summary>Where its metadata says that servers shall call it, instead of where it listens.</summary>
    public string? BackChannelAddress { get; set; }

    public string? AuthorizationError { get; set; }

    /// <summary>A code of another dance, sent instead of this one's.</summary>
    public string? InjectedCode { get; set; }

    public string? TokenError { get; set; }
    public string? RedirectsTokenCallsTo { get; set; }

    /// <summary>Redeems the code and cuts the line instead of answering.</summary>
    public bool DropsRedemptions { get; set; }

    public bool LosesNextRefreshAnswer { get; set; }
    public bool Rotates { get; set; }

    /// <summary>Refreshes wait for it.</summary>
    public TaskCompletionSource? HoldsRefreshes { get; set; }

    public string? UserInfoSubject { get; set; }
    public string GrantedScope { get; set; } = "openid profile photos.read offline_access";
    public Action<SecurityTokenDescriptor>? ChangeIdToken { get; set; }
}

using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PhotoShare.Api.Tests.Realm;

/// <summary>An access token: a good one, unless a test spoils it.</summary>
public sealed class TestToken(TestRealm realm)
{
    private readonly Dictionary<string, object> claims = new() { ["sub"] = "ada", ["client_id"] = "photoshare", ["scope"] = "photos.read", ["jti"] = Guid.CreateVersion7().ToString("N") };
    private readonly Dictionary<string, object> header = [];
    private string issuer = realm.Issuer;
    private string? audience = ApiHost.Audience;
    private string type = "at+jwt";
    private TimeSpan endsIn = TimeSpan.FromMinutes(5);
    private string? made;
    private SigningCredentials? signing = new(realm.Key, SecurityAlgorithms.EcdsaSha256);

    public TestToken For(string subject) => With("sub", subject);
    public TestToken Scopes(string scopes) => With("scope", scopes);
    public TestToken From(string other) { issuer = other; return this; }
    public TestToken To(string? other) { audience = other; return this; }
    public TestToken Typed(string other) { type = other; return this; }
    public TestToken EndingIn(TimeSpan time) { endsIn = time; return this; }
    public TestToken SignedBy(SigningCredentials? credentials) { signing = credentials; return this; }
    public TestToken Header(string name, object value) { header[name] = value; return this; }

    public TestToken With(string name, object? value)
    {
        if (value is null) claims.Remove(name);
        else claims[name] = value;
        return this;
    }

    /// <summary>Made when first asked for: afterwards it does not change.</summary>
    public override string ToString() => made ??= Make();

    private string Make()
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            Claims = claims,
            TokenType = type,
            AdditionalHeaderClaims = header,
            IssuedAt = now + endsIn - TimeSpan.FromMinutes(5),
            Expires = now + endsIn,
            SigningCredentials = signing,
        });
    }
}

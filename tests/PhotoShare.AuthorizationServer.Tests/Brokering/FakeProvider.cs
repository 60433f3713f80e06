using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PhotoShare.AuthorizationServer.Tests.Brokering;

/// <summary>An identity provider's back channel, which says whatever a test wants.</summary>
internal sealed class FakeProvider : HttpMessageHandler
{
    private readonly ECDsaSecurityKey key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "land-1" };

    /// <summary>Requests that came in: path, form, and <c>Authorization</c>.</summary>
    public List<(string Path, Dictionary<string, string> Form, string? Authorization)> Requests { get; } = [];

    public Dictionary<string, object> Claims { get; } = [];

    public Dictionary<string, object>? UserInfo { get; set; }

    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    public bool Down { get; set; }

    /// <summary>Signs the ID token; a test may sign otherwise.</summary>
    public Func<string, string>? Sign { get; set; }

    public string PublicKeys
    {
        get
        {
            var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
            return JsonSerializer.Serialize(new { keys = (object[])[new { kty = "EC", crv = "P-256", use = "sig", kid = key.KeyId, x = Base64UrlEncoder.Encode(point.X), y = Base64UrlEncoder.Encode(point.Y) }] });
        }
    }

    /// <summary>Forgets what a test wanted.</summary>
    public void Reset()
    {
        Requests.Clear();
        (Status, Down, Sign, UserInfo) = (HttpStatusCode.OK, false, null, null);
    }

    /// <summary>What a good ID token says.</summary>
    public void Says(string subject, string nonce, DateTimeOffset now)
    {
        Claims.Clear();
        foreach (var (name, value) in new Dictionary<string, object>
        {
            ["iss"] = "http://land.test",
            ["aud"] = "sea",
            ["sub"] = subject,
            ["nonce"] = nonce,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddMinutes(5).ToUnixTimeSeconds(),
        }) Claims[name] = value;
    }

    public static string SignBy(SigningCredentials credentials, string payload) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(payload, credentials);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Down) throw new HttpRequestException("connection refused");
        var path = request.RequestUri!.AbsolutePath;
        var form = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var fields = System.Web.HttpUtility.ParseQueryString(form);
        lock (Requests) Requests.Add((path, fields.AllKeys.ToDictionary(name => name!, name => fields[name]!), request.Headers.Authorization?.ToString()));
        return path switch
        {
            "/certs" => Json(PublicKeys),
            "/token" => new HttpResponseMessage(Status) { Content = Content(Tokens()) },
            "/userinfo" => Json(JsonSerializer.Serialize(UserInfo)),
            _ => new HttpResponseMessage(HttpStatusCode.NotFound),
        };
    }

    private string Tokens()
    {
        var payload = JsonSerializer.Serialize(Claims);
        return JsonSerializer.Serialize(new { access_token = "an access token", token_type = "Bearer", id_token = (Sign ?? (text => SignBy(new SigningCredentials(key, "ES256"), text)))(payload) });
    }

    private static HttpResponseMessage Json(string json) => new(HttpStatusCode.OK) { Content = Content(json) };

    private static StringContent Content(string json) => new(json, Encoding.UTF8, "application/json");
}

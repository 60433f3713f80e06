namespace PhotoShare.Api.Authentication;

/// <summary>The scopes that this API asks for; each is also the name of the policy that demands it.</summary>
internal static class Scopes
{
    public const string Read = "photos.read";
    public const string Write = "photos.write";
}

using PhotoShare.AuthorizationServer.Realms;

namespace PhotoShare.AuthorizationServer.Hosting;

/// <summary>The address that browsers and clients use. Issuers and endpoints follow it, whatever <c>Host</c> or <c>X-Forwarded-*</c> say.</summary>
public sealed class PublicAddress
{
    /// <param name="url">An absolute http or https URL, without query or fragment.</param>
    /// <exception cref="SetupException"><paramref name="url"/> is something else, or has no fixed port.</exception>
    public PublicAddress(string url)
    {
        if (!Uri.TryCreate(url.TrimEnd('/'), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri is not { Query: "", Fragment: "", UserInfo: "" })
            throw new SetupException($"the public address {url} is not an absolute http or https URL (--public-url)");
        if (uri.Port == 0)
            throw new SetupException("the port is 0, and issuers need an address that is known before the server listens: give --public-url");

        Scheme = uri.Scheme;
        Host = new HostString(uri.Authority);
        PathBase = PathString.FromUriComponent(uri) is { Value: "/" } ? PathString.Empty : PathString.FromUriComponent(uri);
        Url = $"{Scheme}://{Host}{PathBase}";
    }

    public string Scheme { get; }

    public HostString Host { get; }

    /// <summary>The path below which the realms lie; mostly empty.</summary>
    public PathString PathBase { get; }

    /// <summary>The whole address, without a slash at the end.</summary>
    public string Url { get; }

    /// <summary>The issuer of a realm (RFC 8414 section 2), such as <c>http://127.0.0.1:8080/realms/friendbook</c>.</summary>
    public string Issuer(Realm realm) => $"{Url}/realms/{realm.Name}";
}
